import type { VerifyOptions } from './options.ts'

/** The content of `cors-verify.config.ts`; each flag of the command overrides its entry. */
export interface CorsVerifyConfig extends Omit<VerifyOptions, 'onProgress'> {
  /** URL of a resource that the pages read; relative paths of the other options resolve against it. */
  target: string
  /** Minimum severity that fails the run, with exit code 1 (default: `broken`). `--fail-on` */
  failOn?: 'critical' | 'broken' | 'weak'
  /** Format of the report (default: `text`). `--format` */
  format?: 'text' | 'json' | 'github' | 'junit' | 'markdown'
  /** Path of an HTML page to write in addition to the report: findings with sequence diagrams. `--html` */
  html?: string
}

/** Returns the configuration unchanged. Its type lets an editor complete and check the entries. */
export function defineConfig(config: CorsVerifyConfig): CorsVerifyConfig {
  return config
}
