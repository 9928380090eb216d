/** The checks of `cors-verify` as tests of a Playwright project. */
export { corsTests, type CorsTestsOptions } from './cors-tests.ts'
export type { CorsVerifyConfig } from '../define-config.ts'
