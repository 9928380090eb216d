import type { CorsVerifyConfig } from '../define-config.ts'

/** A format of the report. */
export type FormatName = NonNullable<CorsVerifyConfig['format']>
/** A minimum severity that fails the run. */
export type FailLevel = NonNullable<CorsVerifyConfig['failOn']>

export const formatNames = [
  'text',
  'json',
  'github',
  'junit',
  'markdown',
] as const satisfies FormatName[]
export const failLevels = ['critical', 'broken', 'weak'] as const satisfies FailLevel[]

/** The settings of one run of the command. */
export interface Settings {
  target: string
  options: Omit<CorsVerifyConfig, 'target' | 'format' | 'failOn' | 'html'>
  format: FormatName
  /** Absolute path of the page to write. */
  html?: string
  failOn: FailLevel
}
