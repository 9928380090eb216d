import type { Parsed } from './parsed.ts'

/** Timers take whole days badly: beyond 24.8 of them they fire at once. */
const longestSeconds = 86_400

/** A time-out in seconds. */
export function parseSeconds(seconds: number): Parsed<number> {
  return seconds > 0 && seconds <= longestSeconds
    ? { value: seconds }
    : {
        reason: 'is not a time in seconds.',
        fix: `Write a number above 0 and up to ${longestSeconds}, such as 10.`,
      }
}

/** A value of `Access-Control-Max-Age` that a browser takes as it is. */
export function parseMaxAge(seconds: number): Parsed<number> {
  return Number.isInteger(seconds) && seconds > 0 && seconds <= longestSeconds
    ? { value: seconds }
    : {
        reason: 'is not a number of seconds for which a browser caches a preflight response.',
        fix: `Write a whole number from 1 to ${longestSeconds}, such as 7200.`,
      }
}
