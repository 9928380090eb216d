import type { Check } from '../check.ts'
import { appOrigins } from './app-origins.ts'
import { allowedOrigins } from './allowed-origins.ts'
import { consistency } from './consistency.ts'
import { cookies } from './cookies.ts'
import { csrf } from './csrf.ts'
import { errors } from './errors.ts'
import { beacons } from './beacons.ts'
import { exposedHeaders } from './exposed-headers.ts'
import { disallowedOriginsCheck } from './disallowed-origins.ts'
import { preflightLists } from './preflight-lists.ts'
import { publicRead } from './public-read.ts'
import { rejections } from './rejections.ts'
import { resourcePolicy } from './resource-policy.ts'
import { sensitiveHeaders } from './sensitive-headers.ts'
import { slowOrigin } from './slow-origin.ts'
import { streams } from './streams.ts'
import { notCorsCheck } from './not-cors.ts'
import { vary } from './vary.ts'
import { webSockets } from './web-sockets.ts'

/** Runs first and alone: the results of most other checks depend on it. */
export const firstCheck: Check = consistency

/** The checks that run side by side. */
export const checksSideBySide: readonly Check[] = [
  notCorsCheck,
  appOrigins,
  allowedOrigins,
  exposedHeaders,
  streams,
  errors,
  disallowedOriginsCheck,
  rejections,
  publicRead,
  preflightLists,
  sensitiveHeaders,
  beacons,
  resourcePolicy,
  cookies,
  csrf,
  webSockets,
]

/** Checks that compare the order or the time of responses: they run last, one at a time. */
export const lastChecks: readonly Check[] = [vary, slowOrigin]

/** All checks, in the order in which they run. */
export const checks: readonly Check[] = [firstCheck, ...checksSideBySide, ...lastChecks]
