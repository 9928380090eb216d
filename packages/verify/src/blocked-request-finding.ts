import type { CheckFinding } from './check.ts'
import type { CorsFailure } from './decide/types.ts'
import { codeOf, describeFailure } from './diagnose.ts'
import { valueOf } from './http/header-lines.ts'
import { evidenceOf } from './http/redact.ts'
import type { Observation } from './observe.ts'
import type { FindingCode } from './report.ts'

/**
 * The finding that a request of an allowed page comes to; undefined if the page can read the
 * response, or if its result is unknown.
 *
 * @param root the failure of the page's simplest request, if it fails
 */
export function blockedRequestFinding(
  observation: Observation,
  root: CorsFailure | undefined,
): CheckFinding | undefined {
  const { need, origin, preflight, actual, decision, redirectedTo } = observation
  const exchange =
    decision && !decision.allowed && decision.failure.exchange === 'preflight'
      ? preflight
      : (actual ?? preflight)
  if (!exchange) return undefined
  const request = `${need.method} ${need.url}`
  const evidence = [evidenceOf(exchange)]
  const severity = need.named ? ('broken' as const) : ('info' as const)

  if (exchange.networkError)
    return {
      code: 'not-cors',
      severity,
      title: 'There was no response: not a CORS problem',
      observed: `${exchange.request.method} ${need.url}: ${exchange.networkError.message}`,
      expected: 'A response, whatever its status.',
      evidence,
    }
  if (redirectedTo !== undefined)
    return {
      code: 'not-cors',
      severity,
      title: 'The request is redirected away from the API',
      observed: `${request} gets a redirect to ${redirectedTo}. A browser follows it, and the page gets the response of that URL or a network error.`,
      expected:
        '401 or the resource itself. Use the final URL, or send the cookie that the server requires.',
      evidence,
    }
  if (!decision || decision.allowed) return undefined

  const { failure } = decision
  const code = codeOf(observation, failure, root)
  const response =
    failure.exchange === 'preflight'
      ? `The response to the CORS-preflight request for ${request}`
      : `The response to ${request}`
  const status =
    exchange.response && failure.reason !== 'preflight-status'
      ? ` (status ${exchange.response.status})`
      : ''
  return {
    code,
    severity,
    ...(need.named ? {} : { title: 'A write with a JSON body is blocked' }),
    observed: `${response}, sent from ${origin}${status} ${describeFailure(failure)}.`,
    expected: expectedFor(code, observation, failure),
    evidence,
  }
}

function expectedFor(
  code: FindingCode,
  { origin, need, preflight }: Observation,
  failure: CorsFailure,
): string {
  switch (code) {
    case 'origin-not-allowed':
    case 'unusable-allow-origin':
    case 'duplicate-allow-origin':
    case 'error-without-cors':
      return `One line, on every status: Access-Control-Allow-Origin: ${origin}`
    case 'credentials-blocked':
      return `Access-Control-Allow-Origin: ${origin} and Access-Control-Allow-Credentials: true, on the ${failure.exchange === 'preflight' ? 'preflight response too' : 'actual response too'}`
    case 'method-not-allowed':
      return `Access-Control-Allow-Methods names ${need.method}, in upper case`
    case 'header-not-allowed':
      return `Access-Control-Allow-Headers names ${requestedHeaders(preflight) ?? need.headers.join(', ')}`
    default:
      return `A status from 200 to 299, no redirect, and Access-Control-Allow-Origin: ${origin}, without requiring a cookie or a token: browsers send neither with a preflight`
  }
}

function requestedHeaders(preflight: Observation['preflight']): string | undefined {
  return preflight && valueOf(preflight.request.headers, 'access-control-request-headers')
}
