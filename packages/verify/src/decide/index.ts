/** Predicts whether a browser lets a page read a response. Pure: it also runs in a browser. */
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
