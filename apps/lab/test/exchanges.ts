import { sequence, type Row } from 'cors-verify/diagram'
import type { DrawnStep } from '../src/page/reading/drawn-step.ts'
import { pageCall } from '../src/page/reading/page-call.ts'
import { verdict } from '../src/page/reading/verdict.ts'
import type { Step, Lines, Outcome, Recorded, Action } from '../src/shared/types.ts'

/** The page on stage, spelled as it stands on the wire. */
export const app = 'https://app.example.com'
export const path = '/api/items'

/** CORS headers of a response by the end of their names; a value of undefined leaves one out. */
export function allowing(values: Readonly<Record<string, string | undefined>>): Lines {
  return Object.entries({ Origin: app, Credentials: 'true', ...values }).flatMap(([name, value]) =>
    value === undefined ? [] : [[`Access-Control-Allow-${name}`, value] as const],
  )
}

/** What is right in a response to a request with credentials. */
export const allowed = allowing({})
/** What is right in the response to a preflight before a PATCH of JSON. */
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

/** What the recorder keeps of one exchange; without a status there was no response. */
export function exchanged(
  method: string,
  status: number | undefined,
  responseHeaders: Lines = [],
  requestHeaders: Lines = [['Origin', app]],
): Recorded {
  const response = status === undefined ? {} : { status, responseHeaders }
  return { index: 0, method, path, requestHeaders, ...response, isPreflight: false }
}

/** A preflight for a PATCH of JSON. */
export function preflight(status: number | undefined, responseHeaders: Lines = []): Recorded {
  const requestHeaders = [
    ['Origin', app],
    ['Access-Control-Request-Method', 'PATCH'],
    ['Access-Control-Request-Headers', 'content-type'],
  ] as const
  const asked = exchanged('OPTIONS', status, responseHeaders, requestHeaders)
  return { ...asked, isPreflight: true }
}

/** Draws a step with the verdict that belongs to it. */
export function draw(
  of: Step,
  recorded: Recorded[],
  outcome: Outcome,
  rest: Partial<DrawnStep> = {},
): readonly Row[] {
  const evidence = { step: of, origin: app, recorded, outcome, earlier: [], ...rest }
  return sequence(pageCall({ isSameSite: true, ...evidence, verdict: verdict(evidence) })).rows
}

/** A page's JavaScript is told of an error, or of a response. */
export const failed: Outcome = { readable: false, error: 'TypeError: Failed to fetch' }
export const read: Outcome = { readable: true, status: 200 }
