import type { VerifyOptions } from './options.ts'

/** The content of `cors-verify.config.ts`; each flag of the command overrides its entry. */
export interface CorsVerifyConfig extends Omit<VerifyOptions, 'onProgress'> {
  /** URL of a resource the pages read; other paths resolve against it. */
  target: string
  /** Minimum severity that fails the run, with exit code 1 (default: `broken`). `--fail-on` */
  failOn?: 'critical' | 'broken' | 'weak'
  /** Format of the report (default: `text`). `--format` */
  format?: 'text' | 'json' | 'github' | 'junit' | 'markdown'
  /** Path of a page to write, with the findings and their sequence diagrams, beside the report. `--html` */
  html?: string
}

/** Returns what it is given, so that an editor knows its type. */
export function defineConfig(config: CorsVerifyConfig): CorsVerifyConfig {
  return config
}
