import type { FailLevel } from '../cli/settings.ts'
import type { FindingCode } from '../report.ts'

/** What formats are told besides the report. */
export interface FormatOptions {
  /** Write colours. */
  color: boolean
  /** Columns of the terminal. */
  width: number
  /** The least severity that counts as a failure. */
  failOn: FailLevel
  /** Codes that this run had no cause to look for: no WebSocket was named, say. */
  notLookedFor: readonly FindingCode[]
}
