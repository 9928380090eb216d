import type { Check } from '../check.ts'
import { appOrigins } from './app-origins.ts'
import { allowedOrigins } from './allowed-origins.ts'
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
import { streams } from './streams.ts'
import { notCorsCheck } from './not-cors.ts'
import { vary } from './vary.ts'
import { webSockets } from './web-sockets.ts'

/**
 * The checks that run side by side, in the order of their findings. `consistency` runs before them,
 * and `slowOrigin` after.
 */
export const checks: readonly Check[] = [
  notCorsCheck,
  appOrigins,
  allowedOrigins,
  exposedHeaders,
  streams,
  errors,
  vary,
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
