import type { VerifyOptions } from './options.ts'

/** What `cors-verify.config.ts` holds; each flag of the command overrides its entry. */
export interface CorsVerifyConfig extends Omit<VerifyOptions, 'onProgress'> {
  /** URL of a resource the pages read; other paths resolve against it. */
  target: string
  /** The least severity that makes the command exit with 1; `broken` unless told. `--fail-on` */
  failOn?: 'critical' | 'broken' | 'weak'
  /** How the report is written; `text` unless told. `--format` */
  format?: 'text' | 'json' | 'github' | 'junit'
}

/** Returns what it is given, so that an editor knows its type. */
export function defineConfig(config: CorsVerifyConfig): CorsVerifyConfig {
  return config
}
