import { getHeader } from './header-list.ts'
import type { HeaderLines } from './types.ts'

/** Seconds for which a browser caches a preflight response without a valid `Access-Control-Max-Age`. */
const defaultSeconds = 5

/**
 * Reads `Access-Control-Max-Age` before a browser's own limit is applied: 7200 s in Chromium, 86400 s
 * in Firefox, 600 s in WebKit. As in the standard, a value that is not a whole number counts as
 * absent; Chromium treats a negative one, `-0` too, as 0.
 *
 * @param headers header lines of the preflight response
 * @returns the seconds; `valid` is false for a value that is not a whole number; the value, if any
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
