import { decide, isForbiddenMethod, normalizeMethod, type Decision } from 'cors-verify/decide'
import { isRedirect } from 'cors-verify/diagram'
import type { Outcome, Recorded } from '../../shared/types.ts'
import { stageOrigin } from '../running/stand-ins.ts'
import { valueOf } from '../reading/lines.ts'
import { joined, type BuiltSetUp } from './set-up.ts'

export type Prediction = Decision | { allowed: false; thrown: string }

/** What the decision core expects of a set-up. */
export function predict(setUp: BuiltSetUp): Prediction {
  const { page, method, credentials, requestHeaders, preflight, actual } = setUp
  if (isForbiddenMethod(method))
    return { allowed: false, thrown: `fetch throws at once: no page may send ${method}.` }
  const request = {
    origin: stageOrigin(page),
    method,
    headers: joined(requestHeaders),
    credentials,
  }
  return decide(request, { preflight, actual })
}

/** Methods of the actual request that the server of a set-up answers as it is told to. */
const answered = new Set(['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'])

/**
 * What is compared. Redirects are judged leg by leg, so the last word is another server's. Any
 * OPTIONS gets the answer to a preflight; and `patch` or a made-up method that gets past its
 * preflight is answered 400 by the HTTP parser of Node.
 */
export function isPredictable(setUp: BuiltSetUp): boolean {
  const { actual } = setUp
  const method = normalizeMethod(setUp.method)
  if (isRedirect(actual.status) && valueOf(actual.headers, 'location') !== undefined) return false
  if (method === 'OPTIONS') return false
  // Chromium and Firefox differ: see known-differences.ts.
  if (actual.status === 407 && predict(setUp).allowed) return false
  return answered.has(method) || !predict(setUp).allowed
}

/**
 * Where reality is not what was predicted, in sentences. The head as it was recorded is judged, as
 * a server adds lines of its own.
 */
export function differences(
  setUp: BuiltSetUp,
  prediction: Prediction,
  outcome: Outcome,
  recorded: readonly Recorded[],
): string[] {
  if (!isPredictable(setUp)) return []
  if (prediction.allowed !== outcome.readable) {
    return [
      `Predicted: ${readable(prediction.allowed)}. Your browser: ${readable(outcome.readable)}.`,
    ]
  }
  const last = recorded.at(-1)
  if (!prediction.allowed || !last?.responseHeaders || last.status === undefined) return []
  const { status, responseHeaders: headers } = last
  const expected = predict({ ...setUp, actual: { status, headers } })
  if (!('headers' in expected)) return []
  const seen = outcome.headers ?? []
  const missing = expected.headers.filter(
    // Chromium withholds it: see known-differences.ts.
    (name) => name !== 'clear-site-data' && !seen.includes(name),
  )
  const unexpected = seen.filter((name) => !expected.headers.includes(name))
  return [
    ...(missing.length > 0 ? [`JavaScript was to see ${missing.join(', ')}, and does not.`] : []),
    ...(unexpected.length > 0
      ? [`JavaScript sees ${unexpected.join(', ')}, which was not predicted.`]
      : []),
  ]
}

function readable(is: boolean): string {
  return is ? 'readable' : 'not readable'
}
