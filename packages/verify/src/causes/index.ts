import type { Cause } from '../cause.ts'
import { authentication, forbidden } from './authentication.ts'
import { applicationError, notFound, otherError, requestRejected } from './error-outside-layer.ts'
import { gatewayError } from './gateway-error.ts'
import {
  credentialsNotAllowed,
  invalidAllowOrigin,
  wildcardWithCredentials,
} from './header-values.ts'
import { htmlPage } from './html-page.ts'
import { headerNotListed, methodNotListed } from './lists.ts'
import { networkErrors } from './network-errors.ts'
import { noCorsLayer } from './no-cors-layer.ts'
import { headersOnPreflightOnly, oneRequestDiffers } from './one-request-differs.ts'
import { originNotListed } from './origin-not-listed.ts'
import {
  preflightHandledEarly,
  preflightError,
  preflightFirewall,
  preflightRejected,
  preflightNotRouted,
} from './preflight-handled-elsewhere.ts'
import { preflightAuthentication } from './preflight-authentication.ts'
import { preflightItem } from './preflight-item.ts'
import { rateLimit } from './rate-limit.ts'
import { httpsRedirect, otherRedirect, signInRedirect, trailingSlash } from './redirect.ts'
import { sharedCache } from './shared-cache.ts'
import { splitLayers, twoLayers } from './two-layers.ts'

/** Every cause. The order decides nothing: the one with the best proof explains a request. */
export const causes: readonly Cause[] = [
  ...networkErrors,
  rateLimit,
  gatewayError,
  trailingSlash,
  httpsRedirect,
  signInRedirect,
  otherRedirect,
  sharedCache,
  twoLayers,
  splitLayers,
  preflightItem,
  preflightAuthentication,
  preflightFirewall,
  preflightNotRouted,
  preflightHandledEarly,
  preflightError,
  preflightRejected,
  authentication,
  forbidden,
  notFound,
  requestRejected,
  applicationError,
  otherError,
  htmlPage,
  oneRequestDiffers,
  headersOnPreflightOnly,
  noCorsLayer,
  originNotListed,
  methodNotListed,
  headerNotListed,
  invalidAllowOrigin,
  wildcardWithCredentials,
  credentialsNotAllowed,
]
