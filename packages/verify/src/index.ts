/** The library behind the `cors-verify` command. */
export { defineConfig, type CorsVerifyConfig } from './define-config.ts'
export type { VerifyOptions, Progress } from './options.ts'
export { OptionsError, type OptionProblem } from './plan.ts'
export {
  findingCodes,
  severities,
  type Disagreement,
  type Evidence,
  type Finding,
  type FindingCode,
  type Fix,
  type Report,
  type Severity,
  type Skipped,
} from './report.ts'
export { requestLimits } from './run-client.ts'
export { verify } from './verify.ts'
