import { getHeader } from './header-list.ts'
import type { HeaderLines } from './types.ts'

/** Seconds a browser keeps the answer to a preflight that does not say, or says nonsense. */
const defaultSeconds = 5

/**
 * How long the answer to a preflight may be kept, before a browser's own cap: 7200 s in Chromium,
 * 86400 s in Firefox, 600 s in WebKit. The standard takes a value that is no whole number as
 * absent; Chromium takes a negative one as 0.
 *
 * @returns seconds; whether the header is absent or a whole number; its value if it is there
 * @see https://fetch.spec.whatwg.org/#http-access-control-max-age
 */
export function maxAgeSeconds(headers: HeaderLines): {
  seconds: number
  valid: boolean
  value?: string
} {
  const value = getHeader(headers, 'access-control-max-age')
  if (value === undefined) return { seconds: defaultSeconds, valid: true }
  if (!/^[0-9]+$/.test(value)) return { seconds: defaultSeconds, valid: false, value }
  return { seconds: Math.min(Number(value), Number.MAX_SAFE_INTEGER), valid: true, value }
}
