import type { HeaderLines } from './decide/types.ts'
import { parseUrl } from './parse-url.ts'
import { fetchSite } from './site.ts'

/** The `User-Agent` of all requests over HTTP. */
export const userAgent = 'Mozilla/5.0 (compatible; cors-verify)'

/** The sender of a request, and its cookies. */
export interface Sender {
  /** Undefined for a program or a navigation, which send no `Origin` with GET. */
  origin: string | undefined
  cookies: readonly (readonly [name: string, value: string])[]
}

/** Values of headers without a value in the options. */
const defaultValues: Record<string, string> = {
  'content-type': 'application/json',
  authorization: 'Bearer cors-verify',
  range: 'bytes=0-0',
  'last-event-id': '1',
}

/**
 * The header lines a browser sends with an actual request from a page.
 *
 * @param names names of the headers the page sets itself
 */
export function actualHeaders(
  target: URL,
  sender: Sender,
  names: readonly string[],
  values: HeaderValues,
): HeaderLines {
  const { origin, cookies } = sender
  return [
    ['User-Agent', userAgent],
    ['Accept', '*/*'],
    ...(origin === undefined ? [] : fromPage(target, origin)),
    ...ownHeaders(names, values),
    ...cookieLine(cookies),
  ]
}

/** Values by header name in lower case. */
export type HeaderValues = ReadonlyMap<string, string>

/** The headers a page sets itself, with the values of the options, or default values. */
export function ownHeaders(names: readonly string[], values: HeaderValues): HeaderLines {
  return names.map(
    (name) => [name, values.get(name) ?? defaultValues[name] ?? 'cors-verify'] as const,
  )
}

/** The headers that a browser adds to a request of a page: origin, referrer and fetch metadata. */
export function fromPage(target: URL, origin: string, mode = 'cors'): HeaderLines {
  const site = fetchSite(origin, target)
  return [
    ['Origin', origin],
    ...(parseUrl(origin) ? [['Referer', `${origin}/`] as const] : []),
    ['Sec-Fetch-Site', site],
    ['Sec-Fetch-Mode', mode],
    ['Sec-Fetch-Dest', 'empty'],
  ]
}

/** The `Cookie` header line; empty without cookies. */
export function cookieLine(cookies: Sender['cookies']): HeaderLines {
  if (cookies.length === 0) return []
  return [['Cookie', cookies.map(([name, value]) => `${name}=${value}`).join('; ')]]
}
