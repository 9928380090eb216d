import type { Draft } from './check.ts'
import type { Refusal } from './decide/types.ts'
import { codeOf, describeRefusal } from './diagnose.ts'
import { valueOf } from './http/header-lines.ts'
import { evidenceOf } from './http/mask.ts'
import type { Observation } from './observe.ts'
import type { FindingCode } from './report.ts'

/**
 * The finding that a request of an allowed page comes to; undefined if the page can read the
 * answer, or if nothing is known of it.
 *
 * @param root why the plainest request of the same page is refused, if it is
 */
export function refusedDraft(
  observation: Observation,
  root: Refusal | undefined,
): Draft | undefined {
  const { need, origin, preflight, actual, decision, redirectedTo } = observation
  const exchange =
    decision && !decision.readable && decision.refusal.leg === 'preflight'
      ? preflight
      : (actual ?? preflight)
  if (!exchange) return undefined
  const request = `${need.method} ${need.url}`
  const evidence = [evidenceOf(exchange)]
  const severity = need.named ? ('broken' as const) : ('note' as const)

  if (exchange.noAnswer)
    return {
      code: 'not-cors',
      severity,
      title: 'No answer came, which no CORS header can mend',
      seen: `${exchange.request.method} ${need.url}: ${exchange.noAnswer.message}`,
      needed: 'An answer, whatever its status.',
      evidence,
    }
  if (redirectedTo !== undefined)
    return {
      code: 'not-cors',
      severity,
      title: 'The request is redirected, so the page never gets this answer',
      seen: `${request} is answered with a redirect to ${redirectedTo}. A browser follows it there, and the page gets what that URL says, or nothing.`,
      needed:
        'An API answers 401 or the resource itself. Use the final URL, or send the cookie that the server misses.',
      evidence,
    }
  if (!decision || decision.readable) return undefined

  const { refusal } = decision
  const code = codeOf(observation, refusal, root)
  const leg =
    refusal.leg === 'preflight'
      ? `The answer to the CORS-preflight request for ${request}`
      : `The answer to ${request}`
  const status =
    exchange.answer && refusal.reason !== 'preflight-status'
      ? ` (status ${exchange.answer.status})`
      : ''
  return {
    code,
    severity,
    ...(need.named ? {} : { title: 'A write with a JSON body is refused' }),
    seen: `${leg}, sent from ${origin}${status} ${describeRefusal(refusal)}.`,
    needed: neededFor(code, observation, refusal),
    evidence,
  }
}

function neededFor(
  code: FindingCode,
  { origin, need, preflight }: Observation,
  refusal: Refusal,
): string {
  switch (code) {
    case 'origin-not-allowed':
    case 'unusable-allow-origin':
    case 'duplicate-allow-origin':
    case 'error-without-cors':
      return `One line, on every status: Access-Control-Allow-Origin: ${origin}`
    case 'credentials-blocked':
      return `Access-Control-Allow-Origin: ${origin} and Access-Control-Allow-Credentials: true, on the ${refusal.leg === 'preflight' ? 'answer to the preflight too' : 'actual answer too'}`
    case 'method-refused':
      return `Access-Control-Allow-Methods names ${need.method}, in upper case`
    case 'header-refused':
      return `Access-Control-Allow-Headers names ${askedHeaders(preflight) ?? need.headers.join(', ')}`
    default:
      return `A status from 200 to 299, no redirect, and Access-Control-Allow-Origin: ${origin}, without asking for a cookie or a token: browsers send neither with a preflight`
  }
}

function askedHeaders(preflight: Observation['preflight']): string | undefined {
  return preflight && valueOf(preflight.request.headers, 'access-control-request-headers')
}
