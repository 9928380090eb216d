import type { Cause } from '../cause.ts'
import { allowOriginIsNotAnOrigin } from './allow-origin-is-not-an-origin.ts'
import { authenticationBeforeCors } from './authentication-before-cors.ts'
import { cacheIgnoresOrigin } from './cache-ignores-origin.ts'
import { credentialsNotAllowed } from './credentials-not-allowed.ts'
import { errorBeforeCors } from './error-before-cors.ts'
import { errorResponseWithoutCors } from './error-response-without-cors.ts'
import { forbiddenBeforeCors } from './forbidden-before-cors.ts'
import { gatewayError } from './gateway-error.ts'
import { headerNotListed } from './header-not-listed.ts'
import { headersOnPreflightOnly } from './headers-on-preflight-only.ts'
import { htmlPageInsteadOfApi } from './html-page-instead-of-api.ts'
import { methodNotListed } from './method-not-listed.ts'
import { networkErrors } from './network-errors.ts'
import { noCorsLayer } from './no-cors-layer.ts'
import { notFoundOutsideCors } from './not-found-outside-cors.ts'
import { originCannotBeListed } from './origin-cannot-be-listed.ts'
import { originNotListed } from './origin-not-listed.ts'
import { preflightAndResponseDiffer } from './preflight-and-response-differ.ts'
import { preflightBlockedByFirewall } from './preflight-blocked-by-firewall.ts'
import { preflightHandledBeforeCors } from './preflight-handled-before-cors.ts'
import { preflightNeedsAuthentication } from './preflight-needs-authentication.ts'
import { preflightNotRouted } from './preflight-not-routed.ts'
import { preflightRejectedForOneItem } from './preflight-rejected-for-one-item.ts'
import { preflightRejected } from './preflight-rejected.ts'
import { preflightServerError } from './preflight-server-error.ts'
import { rateLimitBeforeCors } from './rate-limit-before-cors.ts'
import { redirectToHttps } from './redirect-to-https.ts'
import { redirectToSignIn } from './redirect-to-sign-in.ts'
import { redirectTrailingSlash } from './redirect-trailing-slash.ts'
import { redirect } from './redirect.ts'
import { requestRejectedBeforeCors } from './request-rejected-before-cors.ts'
import { routeOutsideCorsLayer } from './route-outside-cors-layer.ts'
import { twoLayersSetCorsHeaders } from './two-layers-set-cors-headers.ts'
import { wildcardWithCredentials } from './wildcard-with-credentials.ts'

/** All causes. Their order is irrelevant: the cause with the highest certainty explains a request. */
export const causes: readonly Cause[] = [
  ...networkErrors,
  rateLimitBeforeCors,
  gatewayError,
  redirectTrailingSlash,
  redirectToHttps,
  redirectToSignIn,
  redirect,
  cacheIgnoresOrigin,
  twoLayersSetCorsHeaders,
  preflightAndResponseDiffer,
  preflightRejectedForOneItem,
  preflightNeedsAuthentication,
  preflightBlockedByFirewall,
  preflightNotRouted,
  preflightHandledBeforeCors,
  preflightServerError,
  preflightRejected,
  authenticationBeforeCors,
  forbiddenBeforeCors,
  notFoundOutsideCors,
  requestRejectedBeforeCors,
  errorResponseWithoutCors,
  errorBeforeCors,
  htmlPageInsteadOfApi,
  routeOutsideCorsLayer,
  headersOnPreflightOnly,
  noCorsLayer,
  originCannotBeListed,
  originNotListed,
  methodNotListed,
  headerNotListed,
  allowOriginIsNotAnOrigin,
  wildcardWithCredentials,
  credentialsNotAllowed,
]
