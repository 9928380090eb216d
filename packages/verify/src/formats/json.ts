import type { Report } from '../report.ts'
import { printable } from './printable.ts'

/** Formats a report as JSON, as `report.schema.json` describes it, without raw control characters. */
export function formatJson(report: Report): string {
  const lines = JSON.stringify(report, null, 2).split('\n')
  // `printable` writes the same escapes as JSON.
  return `${lines.map(printable).join('\n')}\n`
}
