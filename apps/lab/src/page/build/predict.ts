import { decide, isForbiddenMethod, normalizeMethod, type Decision } from 'cors-verify/decide'
import { isRedirect } from 'cors-verify/diagram'
import type { Outcome, Recorded } from '../../shared/types.ts'
import { configuredOriginOf } from '../running/page-origins.ts'
import { valueOf } from '../reading/lines.ts'
import { joined, type Configuration } from './configuration.ts'

/** A prediction by a rule that no CORS header takes part in, with the section of the standard. */
export type RuledPrediction = { reason: string; spec: string } & (
  { allowed: true; headers: string[] } | { allowed: false }
)

/** The predicted result of a request, by CORS headers or by another rule. */
export type Prediction = Decision | RuledPrediction

const fetchSpec = 'https://fetch.spec.whatwg.org/'
/** @see https://fetch.spec.whatwg.org/#forbidden-response-header-name */
const forbiddenResponseHeaders = new Set(['set-cookie', 'set-cookie2'])
const safelistedMethods = new Set(['GET', 'HEAD', 'POST'])

/** Predicts whether a browser lets the page read the response, and which headers. */
export function predict(configuration: Configuration): Prediction {
  const { page, method, credentials, requestHeaders, preflight, actual } = configuration
  const known = byMethod(configuration) ?? byOrigin(configuration) ?? byMode(configuration)
  if (known) return known
  const request = {
    origin: configuredOriginOf(page),
    method,
    headers: joined(requestHeaders),
    credentials,
  }
  const decision = decide(request, { preflight, actual })
  return decision.allowed ? (byRedirect(configuration) ?? decision) : decision
}

/** The rules for the method, and for the method in mode no-cors: `fetch` throws before it sends a request. */
function byMethod({ method, mode }: Configuration): RuledPrediction | undefined {
  if (isForbiddenMethod(method))
    return unreadable(`fetch throws at once: no page may send ${method}.`, '#forbidden-method')
  if (mode === 'no-cors' && !safelistedMethods.has(normalizeMethod(method)))
    return unreadable(
      `fetch throws at once: the mode no-cors allows GET, HEAD and POST, and not ${method}.`,
      '#dom-request',
    )
  return undefined
}

/** The rule for a page of the API's own origin: neither a preflight nor a CORS check, in any mode. */
function byOrigin(configuration: Configuration): RuledPrediction | undefined {
  if (configuration.page !== 'api') return undefined
  const names = configuration.actual.headers.map(([name]) => name.toLowerCase())
  const headers = [...new Set(names)].filter((name) => !forbiddenResponseHeaders.has(name)).sort()
  const reason = 'The page and the API have the same origin, so no CORS header decides.'
  const sameOrigin = { allowed: true, headers, reason, spec: `${fetchSpec}#main-fetch` } as const
  return byRedirect(configuration) ?? sameOrigin
}

/** The rules for the modes same-origin and no-cors of a request to another origin. */
function byMode({ mode, redirect }: Configuration): RuledPrediction | undefined {
  if (mode === 'same-origin')
    return unreadable(
      'fetch fails and sends nothing: the mode is same-origin, and the API has another origin.',
      '#main-fetch',
    )
  if (mode === 'cors') return undefined
  if (redirect !== 'follow')
    return unreadable(
      `fetch fails and sends nothing: the mode no-cors allows the redirect mode follow, and not ${redirect}.`,
      '#main-fetch',
    )
  return unreadable(
    'The request is sent without a preflight and without headers that need one. The response is opaque: the page sees neither status nor body.',
    '#concept-filtered-response-opaque',
  )
}

/** The rules for a redirect that the redirect mode of the request does not let the browser follow. */
function byRedirect({ redirect, actual: { status } }: Configuration): RuledPrediction | undefined {
  if (redirect === 'follow' || !isRedirect(status)) return undefined
  return redirect === 'error'
    ? unreadable(
        `fetch fails: the redirect mode is error, and the status is ${status}.`,
        '#http-fetch',
      )
    : unreadable(
        `The browser does not follow the ${status}. The response is opaque: the page sees neither status nor Location.`,
        '#concept-filtered-response-opaque-redirect',
      )
}

function unreadable(reason: string, section: string): RuledPrediction {
  return { allowed: false, reason, spec: fetchSpec + section }
}

/** Methods for which the server sends the actual response. */
const handled = new Set(['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'])

/**
 * Whether a prediction can be compared with the browser. It cannot for:
 * - a redirect that is followed: the response of its target decides,
 * - OPTIONS: the server sends the response to a preflight,
 * - a 407, for which browsers differ,
 * - a method such as `patch` whose preflight succeeds: the HTTP parser of Node responds to it with 400.
 */
export function isPredictable(configuration: Configuration): boolean {
  const { actual } = configuration
  const method = normalizeMethod(configuration.method)
  const { mode, page, redirect } = configuration
  const isFollowed = (mode === 'cors' || page === 'api') && redirect === 'follow'
  const leadsOn = isRedirect(actual.status) && valueOf(actual.headers, 'location') !== undefined
  if (isFollowed && leadsOn) return false
  if (method === 'OPTIONS') return false
  // Chromium and Firefox differ: see known-differences.ts.
  if (actual.status === 407 && predict(configuration).allowed) return false
  return handled.has(method) || !predict(configuration).allowed
}

/**
 * Returns the differences between a prediction and the browser, a sentence for each. The response headers are
 * predicted from the recorded response, because the server adds lines to those of the configuration.
 */
export function differences(
  configuration: Configuration,
  prediction: Prediction,
  outcome: Outcome,
  recorded: readonly Recorded[],
): string[] {
  if (!isPredictable(configuration)) return []
  if (prediction.allowed !== outcome.readable) {
    return [
      `Predicted: ${readable(prediction.allowed)}. Your browser: ${readable(outcome.readable)}.`,
    ]
  }
  const last = recorded.at(-1)
  if (!prediction.allowed || !last?.responseHeaders || last.status === undefined) return []
  const { status, responseHeaders: headers } = last
  const expected = predict({ ...configuration, actual: { status, headers } })
  if (!('headers' in expected)) return []
  const seen = outcome.headers ?? []
  const missing = expected.headers.filter(
    // Chromium withholds it: see known-differences.ts.
    (name) => name !== 'clear-site-data' && !seen.includes(name),
  )
  const unexpected = seen.filter((name) => !expected.headers.includes(name))
  return [
    ...(missing.length > 0
      ? [`Predicted, but not visible to JavaScript: ${missing.join(', ')}.`]
      : []),
    ...(unexpected.length > 0
      ? [`Visible to JavaScript, but not predicted: ${unexpected.join(', ')}.`]
      : []),
  ]
}

function readable(isReadable: boolean): string {
  return isReadable ? 'readable' : 'not readable'
}
