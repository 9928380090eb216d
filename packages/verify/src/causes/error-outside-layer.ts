import type { Cause, FailedRequest, Observations } from '../cause.ts'
import {
  allowedElsewhere,
  gatewayOf,
  isHtml,
  lacksAllowOrigin,
  nameOf,
  onlyOnPreflights,
  statusOf,
} from './facts.ts'

/** A cause that is told by the status of the actual response, while the CORS layer works elsewhere. */
function errorCause(
  cause: Pick<Cause, 'id' | 'title' | 'distinguish'>,
  isIt: (failed: FailedRequest) => boolean,
  who: string,
  expected: string,
): Cause {
  return {
    ...cause,
    async explain(failed: FailedRequest, observations: Observations) {
      if (!lacksAllowOrigin(failed) || !isIt(failed)) return undefined
      if (await onlyOnPreflights(failed, observations)) return undefined
      const elsewhere = await allowedElsewhere(failed, observations)
      if (!elsewhere) return undefined
      return {
        certainty: 'proven',
        code: 'error-without-cors',
        proof: `The server sends CORS headers for this origin elsewhere, with ${nameOf(elsewhere)}. The ${statusOf(failed)} comes from ${who}.`,
        expected: `${expected} Every status needs Access-Control-Allow-Origin: ${failed.origin}.`,
        evidence: [elsewhere],
      }
    },
  }
}

const fromApplication = ({ exchange }: FailedRequest) =>
  exchange.response !== undefined && !isGatewayError(exchange.response.status, exchange.response)

function isGatewayError(
  status: number,
  response: NonNullable<FailedRequest['exchange']['response']>,
): boolean {
  return [502, 503, 504].includes(status) && (isHtml(response) || gatewayOf(response) !== undefined)
}

/** No route has this path or method, and the response for that does not pass the CORS layer. */
export const notFound = errorCause(
  {
    id: 'not-found-outside-cors',
    title: 'The response for an unknown route has no CORS headers',
    distinguish: 'Request a path that exists: its response has CORS headers.',
  },
  (failed) => [404, 405].includes(statusOf(failed)),
  'a part of the server that the CORS layer does not cover, such as the router’s default handler',
  'Check the path and the method. Apply the CORS layer to the whole server, not to single routes.',
)

/** The request is rejected while it is parsed. */
export const requestRejected = errorCause(
  {
    id: 'request-rejected-before-cors',
    title: 'The server rejects the request before the CORS layer runs',
    distinguish: 'Send a smaller or valid request: its response has CORS headers.',
  },
  (failed) => [400, 408, 411, 413, 414, 415, 422, 431].includes(statusOf(failed)),
  'a parser, a validation or a size limit that runs before the CORS layer',
  'Register the CORS layer before body parsing and validation; a limit of a proxy needs the headers in the proxy.',
)

/** An exception of the application replaces the response, headers included. */
export const applicationError = errorCause(
  {
    id: 'error-response-without-cors',
    title: 'The error response of the application has no CORS headers',
    distinguish: 'Look into the log of the application: it has the error of this request.',
  },
  (failed) => statusOf(failed) >= 500 && fromApplication(failed),
  'the error handler of the application, which drops the headers that the CORS layer has set',
  'Fix the error first: the log of the application names it. Then have the error handler keep the CORS headers.',
)

/** Any other status of 400 and above. */
export const otherError = errorCause(
  {
    id: 'error-before-cors',
    title: 'An error response is sent before the CORS layer runs',
    distinguish: 'Search the server for what sends this status.',
  },
  (failed) =>
    statusOf(failed) >= 400 &&
    statusOf(failed) < 500 &&
    ![400, 401, 403, 404, 405, 408, 411, 413, 414, 415, 422, 429, 431].includes(statusOf(failed)),
  'a part of the server that runs before the CORS layer',
  'Register the CORS layer first.',
)
