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
 * Lists the headers of an allowed response that JavaScript can read: the seven safelisted ones, those
 * that `Access-Control-Expose-Headers` names, and without credentials all if it has `*`. `Set-Cookie`
 * is never included. An invalid list exposes no header.
 *
 * @param response the actual response
 * @param credentials credentials mode of the request
 * @returns names in lower case, sorted, without duplicates
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
