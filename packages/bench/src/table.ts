import type { Row } from './goal.ts'

/** Whether a row is above a limit that gates; other rows are only reported. */
export const misses = ({ gates, atMost = Infinity, measured }: Row) =>
  gates === true && measured > atMost

/** One line: a mark, what, how much, and the most it may be. */
export function line(row: Row): string {
  const { what, measured, unit, atMost } = row
  const above = atMost !== undefined && measured > atMost
  const mark = misses(row) ? 'MISSED' : above ? 'above ' : '      '
  const limit = atMost === undefined ? '' : `  (at most ${number(atMost)})`
  return `${mark} ${what.padEnd(58)} ${number(measured).padStart(10)} ${unit}${limit}`
}

/** Counts as they are, ratios and times to two digits. */
function number(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(2)
}
