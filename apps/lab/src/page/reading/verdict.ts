import { capitalized } from 'cors-verify/diagram'
import type { Step, Verdict } from '../../shared/types.ts'
import type { Evidence } from './evidence.ts'
import { isSuccess, judgeExchanges, type JudgedExchange } from './judged-exchanges.ts'
import { failureInWords } from './failure-in-words.ts'
import { verdictOfLost } from './verdict-of-lost.ts'
import { verdictOfReadable } from './verdict-of-readable.ts'
import { verdictOfUnseen } from './verdict-of-unseen.ts'
import {
  verdictOfBeacon,
  verdictOfNoCors,
  verdictOfServiceWorker,
  verdictOfUnfollowed,
  verdictOfWebSocket,
} from './verdict-without-cors.ts'

export type { Evidence } from './evidence.ts'

/**
 * Explains the outcome of a step. `cors-verify/decide` applies the standard to the recorded exchanges; the
 * outcome is used only where the exchanges do not decide.
 */
export function verdict(evidence: Evidence): Verdict {
  const { step, origin, recorded, outcome } = evidence
  const { action } = step
  const exchanges = judgeExchanges(step, origin, recorded)
  const last = exchanges.at(-1)
  if (!last) return verdictOfUnseen(evidence)
  if (action.kind === 'web-socket') return verdictOfWebSocket(last, origin)
  const blocked = exchanges.find(({ failure }) => failure)
  if (blocked) return verdictOfBlocked(blocked, step)
  if (last.recorded.status === undefined) return verdictWithoutResponse(last)
  const unfollowed = verdictOfUnfollowed(last, action)
  if (unfollowed) return unfollowed
  if (action.kind === 'beacon') return verdictOfBeacon(last)
  if (action.kind === 'fetch' && action.serviceWorker === 'no-cors') return verdictOfServiceWorker()
  const lost = verdictOfLost(exchanges, outcome)
  if (lost) return lost
  if (action.kind === 'fetch' && action.mode === 'no-cors') return verdictOfNoCors(last, origin)
  return verdictOfReadable(last, action, outcome)
}

function verdictOfBlocked(
  { failure, request, recorded }: JudgedExchange,
  { action }: Step,
): Verdict {
  if (!failure) throw new TypeError('The CORS check of this exchange did not fail')
  const { cause, decidedBy, spec } = failureInWords(failure, request)
  const effect =
    failure.exchange === 'preflight'
      ? `so the browser does not send the ${request.method}`
      : `so the browser blocks the response`
  const processed =
    failure.exchange === 'actual' &&
    !['GET', 'HEAD'].includes(recorded.method) &&
    isSuccess(recorded)
      ? ` The server has processed the ${recorded.method} all the same.`
      : ''
  const eventStreamError =
    action.kind === 'event-stream' ? ' The page gets an error event without a reason.' : ''
  const sentence = `${capitalized(cause)}, ${effect}.${processed}${eventStreamError}`
  return { readable: false, failure, sentence, decidedBy, spec }
}

function verdictWithoutResponse({ recorded }: JudgedExchange): Verdict {
  return {
    readable: false,
    sentence: `The server closed the connection without a response to the ${recorded.method}: this is not CORS, though JavaScript gets the same error.`,
    spec: 'https://fetch.spec.whatwg.org/#http-network-fetch',
  }
}
