import type { FailLevel } from '../cli/settings.ts'
import type { FindingCode } from '../report.ts'

/** Options of the report formats. */
export interface FormatOptions {
  /** Write colours. */
  color: boolean
  /** Columns of the terminal. */
  width: number
  /** Minimum severity that counts as a failure. */
  failOn: FailLevel
  /** Codes that this run did not look for, such as WebSocket codes if the options name no WebSocket. */
  notLookedFor: readonly FindingCode[]
}
