/** Would a browser let this page read this answer? Pure, so that it runs in a browser as well. */
export { checkPreflight } from './check-preflight.ts'
export { corsCheck } from './cors-check.ts'
export { decide } from './decide.ts'
export { exposedHeaderNames } from './exposed.ts'
export { maxAgeSeconds } from './max-age.ts'
export { isForbiddenMethod, normalizeMethod } from './methods.ts'
export { needsPreflight, preflightHeaders } from './preflight.ts'
export { originAfterRedirect } from './redirect.ts'
export { corsUnsafeHeaderNames } from './safelist.ts'
export type {
  ResponseHead,
  Decision,
  HeaderLines,
  PageRequest,
  CorsFailure,
  CorsFailureReason,
} from './types.ts'
