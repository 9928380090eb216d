import { sequence, type Row } from 'cors-verify/diagram'
import type { DrawnStep } from '../src/page/reading/drawn-step.ts'
import { pageCall } from '../src/page/reading/page-call.ts'
import { verdict } from '../src/page/reading/verdict.ts'
import type { Step, Lines, Outcome, Recorded, Action } from '../src/shared/types.ts'

/** The configured origin of the page `app`. */
export const app = 'https://app.example.com'
export const path = '/api/items'

/**
 * Returns `Access-Control-Allow-…` headers: `Origin` and `Credentials` with right values, and `values`, by the
 * end of their names. A value of undefined removes a header.
 */
export function allowing(values: Readonly<Record<string, string | undefined>>): Lines {
  return Object.entries({ Origin: app, Credentials: 'true', ...values }).flatMap(([name, value]) =>
    value === undefined ? [] : [[`Access-Control-Allow-${name}`, value] as const],
  )
}

/** The headers that allow a response to a credentialed request. */
export const allowed = allowing({})
/** The headers of a preflight response that allow a credentialed PATCH of JSON. */
export const allowedPatch = allowing({ Methods: 'PATCH', Headers: 'content-type' })

type Fetch = Extract<Action, { kind: 'fetch' }>

export function step(action: Partial<Fetch> = {}): Step {
  return {
    page: 'app',
    action: { kind: 'fetch', method: 'GET', path, credentials: 'include', ...action },
  }
}

export const patch = step({ method: 'PATCH', headers: { 'Content-Type': 'application/json' } })
export const stream: Step = {
  page: 'app',
  action: { kind: 'event-stream', path: '/api/events', credentials: 'include' },
}
export const socket: Step = { page: 'app', action: { kind: 'web-socket', path: '/api/socket' } }

/** Returns an exchange as the recorder stores it. `status` undefined: there was no response. */
export function exchanged(
  method: string,
  status: number | undefined,
  responseHeaders: Lines = [],
  requestHeaders: Lines = [['Origin', app]],
): Recorded {
  const response = status === undefined ? {} : { status, responseHeaders }
  return { index: 0, method, path, requestHeaders, ...response, isPreflight: false }
}

/** Returns the exchange of a preflight for a PATCH of JSON. */
export function preflight(status: number | undefined, responseHeaders: Lines = []): Recorded {
  const requestHeaders = [
    ['Origin', app],
    ['Access-Control-Request-Method', 'PATCH'],
    ['Access-Control-Request-Headers', 'content-type'],
  ] as const
  const exchange = exchanged('OPTIONS', status, responseHeaders, requestHeaders)
  return { ...exchange, isPreflight: true }
}

/** Returns the rows of the diagram of a step, with its verdict. */
export function draw(
  of: Step,
  recorded: Recorded[],
  outcome: Outcome,
  rest: Partial<DrawnStep> = {},
): readonly Row[] {
  const evidence = { step: of, origin: app, recorded, outcome, earlier: [], ...rest }
  return sequence(pageCall({ isSameSite: true, ...evidence, verdict: verdict(evidence) })).rows
}

/** The outcome of a fetch that rejects. */
export const failed: Outcome = { readable: false, error: 'TypeError: Failed to fetch' }
/** The outcome of a fetch that resolves to a readable 200. */
export const read: Outcome = { readable: true, status: 200 }
