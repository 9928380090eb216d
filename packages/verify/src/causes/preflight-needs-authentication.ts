import type { Cause, FailedRequest, Observations } from '../cause.ts'
import type { Exchange } from '../exchange.ts'
import { valueOf } from '../http/header-lines.ts'
import { cookieLine } from '../page-headers.ts'
import { isPreflight, nameOf, statusOf } from './shared/facts.ts'
import { plainRead } from './shared/further-requests.ts'

/** The preflight gets 401 or 403: authentication requires credentials, which a preflight never has. */
export const preflightNeedsAuthentication: Cause = {
  id: 'preflight-needs-authentication',
  title: 'Authentication rejects the preflight',
  distinguish:
    'Send the OPTIONS request with real credentials, with curl: if it succeeds, authentication is the cause.',
  async explain(failed, observations) {
    const { response } = failed.exchange
    const status = statusOf(failed)
    if (!response || !isPreflight(failed) || ![401, 403].includes(status)) return undefined
    const challenged = status === 401 || valueOf(response.headers, 'www-authenticate') !== undefined
    const signedIn = await withCredentials(failed, observations)
    const passesWith = (signedIn?.response?.status ?? 400) < 300
    if (!challenged && !passesWith) return undefined
    const read = await observations.observer.actual(failed.origin, plainRead(failed))
    return {
      certainty: 'proven',
      code: 'preflight-failed',
      proof: [
        `Browsers send a preflight without cookies and without Authorization, and this one gets ${status}.`,
        ...(passesWith
          ? ['The same OPTIONS request with the credentials of this run succeeds.']
          : []),
        ...(read.response?.status === status
          ? [`${nameOf(read)} gets the same status: the same rule rejects both.`]
          : []),
      ].join(' '),
      expected: `Respond to OPTIONS requests with Access-Control-Request-Method before authentication: status 204 and the CORS headers for ${failed.origin}.`,
      evidence: [read, ...(passesWith && signedIn ? [signedIn] : [])],
    }
  },
}

/** Sends the preflight with the credentials of this run, which a browser never does. */
async function withCredentials(
  { exchange: { request } }: FailedRequest,
  { observer: { http, plan } }: Observations,
): Promise<Exchange | undefined> {
  const authorization = plan.headerValues.get('authorization')
  if (plan.cookies.length === 0 && authorization === undefined) return undefined
  return http.sendOnce({
    ...request,
    headers: [
      ...request.headers,
      ...cookieLine(plan.cookies),
      ...(authorization === undefined ? [] : [['Authorization', authorization] as const]),
    ],
  })
}
