import type { Parsed } from './parsed.ts'

/** One day: the maximum of Firefox for `Access-Control-Max-Age`, and far below the 24.8 days of Node timers. */
const longestSeconds = 86_400

/** Parses a time-out in seconds. */
export function parseSeconds(seconds: number): Parsed<number> {
  return seconds > 0 && seconds <= longestSeconds
    ? { value: seconds }
    : {
        reason: 'is not a time in seconds.',
        fix: `Write a number above 0 and up to ${longestSeconds}, such as 10.`,
      }
}

/** Parses a value of `Access-Control-Max-Age` in seconds. */
export function parseMaxAge(seconds: number): Parsed<number> {
  return Number.isInteger(seconds) && seconds > 0 && seconds <= longestSeconds
    ? { value: seconds }
    : {
        reason: 'is not a number of seconds for which a browser caches a preflight response.',
        fix: `Write a whole number from 1 to ${longestSeconds}, such as 7200.`,
      }
}
