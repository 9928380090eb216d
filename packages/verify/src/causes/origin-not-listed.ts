import type { Cause, Explanation, FailedRequest, Observations } from '../cause.ts'
import { originOf } from '../cors-failure.ts'
import { valueOf, variesByOrigin } from '../http/header-lines.ts'
import { fromCorsLayer, hasCorsHeaders, isSafe, statusOf } from './shared/facts.ts'
import { allowedUncached, jsonWrite, plainRead } from './shared/further-requests.ts'

/** Texts with which CORS layers reject an origin: Starlette, hapi, aiohttp-cors. */
const rejections =
  /Disallowed CORS origin|CORS error: Origin not allowed|origin .{0,60}(?:is )?not allowed/i

/** The CORS layer handles the request and does not allow the origin of the page. */
export const originNotListed: Cause = {
  id: 'origin-not-listed',
  title: 'The CORS layer does not list the origin of the page',
  distinguish:
    'Search the configuration of the server for its list of origins. If it has one, add the origin of the page. If it has none, there is no CORS layer.',
  async explain(failed, observations) {
    const { response } = failed.exchange
    const { failure, origin } = failed
    if (!response || !failure) return undefined
    if (isSafe(failed) && (await allowedUncached(failed, observations))) return undefined
    const expected = `Add ${origin} to the allowed origins of the CORS layer.`
    if (
      failure.reason === 'allow-origin-mismatch' &&
      failure.value !== undefined &&
      originOf(failure.value) === failure.value
    )
      return {
        certainty: 'proven',
        code: 'origin-not-allowed',
        proof: `The server allows ${failure.value} instead of ${origin}.`,
        expected,
      }
    const missing = failure.reason === 'missing-allow-origin'
    if (!missing && failure.reason !== 'preflight-status') return undefined
    const signs = await signsOf(failed, observations)
    return signs && { code: 'origin-not-allowed', expected, ...signs }
  },
}

type Signs = Pick<Explanation, 'certainty' | 'proof' | 'evidence'>

/** Looks for evidence of a CORS layer that does not allow this origin on any request. */
async function signsOf(
  failed: FailedRequest,
  { observer, allowed }: Observations,
): Promise<Signs | undefined> {
  const { origin, exchange } = failed
  const { response } = exchange
  if (!response) return undefined
  const other = allowed.find(
    ({ origin: listed, need }) => listed !== origin && need.url === failed.need.url,
  )
  const own = await observer.actual(origin, plainRead(failed))
  const preflight = await observer.preflight(origin, jsonWrite(failed))
  const ownAllowed = [own, preflight].some(
    ({ response }) =>
      response && valueOf(response.headers, 'access-control-allow-origin') !== undefined,
  )
  // The origin is allowed on another request, so the list of origins is not the cause.
  if (ownAllowed) return undefined
  if (other?.actual)
    return {
      certainty: 'proven',
      proof: `The same request is allowed for ${other.origin}.`,
      evidence: [other.actual],
    }
  const body = [response, own.response, preflight.response].find(
    (some) => some && rejections.test(some.body),
  )
  if (body)
    return {
      certainty: 'proven',
      proof: `The body reports it: "${body.body.trim().slice(0, 80)}".`,
    }
  const listsMethods =
    preflight.response &&
    valueOf(preflight.response.headers, 'access-control-allow-methods') !== undefined
  if (listsMethods)
    return {
      certainty: 'proven',
      proof:
        'The response to a preflight has Access-Control-Allow-Methods and no Access-Control-Allow-Origin: a CORS layer has handled it.',
      evidence: [preflight],
    }
  const without = await observer.actual(undefined, plainRead(failed))
  if (statusOf({ ...failed, exchange: own }) === 403 && isSuccess(without.response?.status))
    return {
      certainty: 'proven',
      proof: `The same request without Origin gets ${without.response?.status ?? 0}: the 403 rejects the origin.`,
      evidence: [without],
    }
  const marked = [response, own.response, without.response].find(
    (some) => some && (variesByOrigin(some.headers) || hasCorsHeaders(some.headers)),
  )
  // If the server allows the origin on another URL, another layer may have removed the header.
  const allowsElsewhere = allowed.some(({ origin: listed }) => listed === origin)
  if (marked)
    return {
      certainty: allowsElsewhere ? 'likely' : 'proven',
      proof: `The response has ${variesByOrigin(marked.headers) ? 'Vary: Origin' : 'other Access-Control headers'} and no Access-Control-Allow-Origin: a CORS layer has handled it.`,
    }
  // Some layers add no header at all for an origin that they do not list (gorilla/handlers, Jetty).
  const { response: options } = preflight
  if (options && isSuccess(options.status) && !fromCorsLayer(options))
    return {
      certainty: 'likely',
      proof: `OPTIONS gets ${options.status} without CORS headers. Some CORS layers respond in this way to an origin that they do not list.`,
      evidence: [preflight],
    }
  return undefined
}

function isSuccess(status = 0): boolean {
  return status >= 200 && status < 300
}
