import { byteLowercase, extractTokens } from './header-list.ts'
import type { ResponseHead, PageRequest } from './types.ts'

/** @see https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name */
const safelisted = new Set([
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
])

/** @see https://fetch.spec.whatwg.org/#forbidden-response-header-name */
const forbidden = new Set(['set-cookie', 'set-cookie2'])

/**
 * The headers of a readable answer that JavaScript sees: sorted, in lower case, each once.
 * Seven are always seen; further ones if `Access-Control-Expose-Headers` names them; without
 * credentials its `*` names all. Cookies are never seen. A list that does not parse names nothing.
 *
 * @see https://fetch.spec.whatwg.org/#concept-filtered-response-cors
 */
export function exposedHeaderNames(
  response: ResponseHead,
  credentials: PageRequest['credentials'],
): string[] {
  const list = extractTokens(response.headers, 'access-control-expose-headers')
  const named = new Set(list === 'invalid' ? [] : list?.map(byteLowercase))
  const all = credentials === 'omit' && named.has('*')
  const names = new Set(response.headers.map(([name]) => byteLowercase(name)))
  return [...names]
    .filter((name) => safelisted.has(name) || ((all || named.has(name)) && !forbidden.has(name)))
    .sort()
}
