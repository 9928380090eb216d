import { isForbiddenRequestHeader } from '../decide/forbidden-headers.ts'
import type { HeaderLines } from '../decide/types.ts'
import type { VerifyOptions } from '../options.ts'
import { parseCookie } from '../parse/cookies.ts'
import { parseRequestHeader } from '../parse/header-names.ts'
import { parseUrl } from '../parse-url.ts'
import type { CopiedRequest } from './copied-request.ts'

/** The options of a run that checks one copied request. */
export interface CopiedOptions {
  target: string
  options: Partial<VerifyOptions>
  /** Sentences about the headers and cookies that were left out, without their values. */
  notes: readonly string[]
}

/** Headers that browsers add: no page needs permission to set them. */
const fromBrowser = new Set([
  'accept-language',
  'authority',
  'device-memory',
  'downlink',
  'dpr',
  'ect',
  'last-event-id',
  'method',
  'path',
  'priority',
  'purpose',
  'rtt',
  'save-data',
  'scheme',
  'upgrade-insecure-requests',
  'user-agent',
  'viewport-width',
  'x-client-data',
])

/** Headers that browsers add for their cache, and that a page may set as well. */
const fromCache = new Set(['cache-control', 'if-modified-since', 'if-none-match', 'pragma'])

/** Converts a copied request to options, without the headers that the browser added. */
export function copiedOptions(copied: CopiedRequest): CopiedOptions {
  const { url, method, headers } = actualRequest(copied)
  const own: string[] = []
  const leftOut = { cache: new Set<string>(), invalid: new Set<string>() }
  for (const [name, value] of headers) {
    const lower = name.toLowerCase()
    if (isFromBrowser(lower, value)) continue
    const entry = value === '' ? lower : `${lower}: ${value}`
    if (fromCache.has(lower)) leftOut.cache.add(lower)
    else if ('value' in parseRequestHeader(entry)) own.push(entry)
    else leftOut.invalid.add(lower)
  }
  const cookies = readCookies(headers)
  const origin = originOf(headers, url)
  return {
    target: url,
    options: {
      ...(origin !== undefined && { origins: [origin] }),
      methods: [method],
      ...(own.length > 0 && { requestHeaders: own }),
      ...(Object.keys(cookies.valid).length > 0 && { cookies: cookies.valid, credentials: true }),
    },
    notes: [
      ...note(
        leftOut.cache,
        'browsers add these for their cache; if the page sets one, pass it with --header',
      ),
      ...note(
        leftOut.invalid,
        'their values have characters that fetch does not allow in a header',
      ),
      ...note(
        cookies.invalid,
        'their names or values have characters that are not allowed in a cookie',
      ),
    ],
  }
}

/** Returns the actual request of a copied preflight; any other request unchanged. */
function actualRequest(copied: CopiedRequest): CopiedRequest {
  const find = (name: string) => headerOf(copied.headers, name)
  const method = find('access-control-request-method')
  if (copied.method !== 'OPTIONS' || method === undefined) return copied
  const names = (find('access-control-request-headers') ?? '').split(',').map((name) => name.trim())
  const announced = names.filter((name) => name !== '').map((name) => [name, ''] as const)
  return { url: copied.url, method, headers: [...copied.headers, ...announced] }
}

function isFromBrowser(name: string, value: string): boolean {
  if (name.startsWith(':') || fromBrowser.has(name)) return true
  // The value of `fetch` if the page sets no Accept.
  if (name === 'accept') return value === '*/*'
  return isForbiddenRequestHeader(name, value)
}

/** The Origin header; without one, the origin of the referrer, if it is another origin than the URL's. */
function originOf(headers: HeaderLines, url: string): string | undefined {
  const origin = headerOf(headers, 'origin')
  if (origin !== undefined) return origin
  const referrer = headerOf(headers, 'referer')
  if (referrer === undefined || !/^https?:/.test(referrer)) return undefined
  const fromReferrer = parseUrl(referrer)?.origin
  return fromReferrer === parseUrl(url)?.origin ? undefined : fromReferrer
}

function readCookies(headers: HeaderLines): {
  valid: Record<string, string>
  invalid: Set<string>
} {
  const valid: Record<string, string> = {}
  const invalid = new Set<string>()
  const pairs = headers
    .filter(([name]) => name.toLowerCase() === 'cookie')
    .flatMap(([, value]) => value.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
  for (const pair of pairs) {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? []
    if ('value' in parseCookie(name, value)) valid[name] = value
    // Without an equals sign the whole pair is the value, which is not printed.
    else invalid.add(name === '' ? 'a cookie without a name' : name)
  }
  return { valid, invalid }
}

function note(names: ReadonlySet<string>, reason: string): string[] {
  return names.size === 0 ? [] : [`left out ${[...names].join(', ')}: ${reason}.`]
}

/** The value of the first header line with this name. @param name in lower case */
export function headerOf(headers: HeaderLines, name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1]
}
