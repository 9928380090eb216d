import type { Report } from '../report.ts'
import { printable } from './printable.ts'

/** The report itself, as `report.schema.json` describes it. It has no raw control characters. */
export function formatJson(report: Report): string {
  const lines = JSON.stringify(report, null, 2).split('\n')
  // The escapes of printable are those of JSON.
  return `${lines.map(printable).join('\n')}\n`
}
