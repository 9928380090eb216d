import type { BrowserDriver } from '../src/browser/index.ts'
import {
  decide,
  type HeaderLines,
  needsPreflight,
  normalizeMethod,
  type PageRequest,
  preflightHeaders,
  type Refusal,
} from '../src/decide/index.ts'
import type { AnsweringServer, ArrivedHead, Heads } from './decide-in-browsers-server.ts'

/** A request of a page, and what a server answers. */
export interface SetUp extends Heads {
  request: PageRequest
}

/** What becomes of a request: on the wire, and for the page. */
export interface Course {
  /** The methods that reach the server, in order. */
  sent: readonly string[]
  /** What the preflight says of the request. */
  asked?: HeaderLines
  readable: boolean
  status?: number
  /** The header names JavaScript sees, of those the set-up sends. */
  sees?: readonly string[]
  refusal?: Pick<Refusal, 'reason' | 'subject'>
  /** Why nothing came, if it is not CORS. */
  notCors?: string
}

/** The course of a set-up according to the decision core. */
export function predict({ request, preflight, actual }: SetUp): Course {
  const asks = needsPreflight(request)
  const decision = decide(request, { preflight, actual })
  const actualSent = decision.readable || decision.refusal.leg === 'actual'
  const sent = [
    ...(asks ? ['OPTIONS'] : []),
    ...(actualSent ? [normalizeMethod(request.method)] : []),
  ]
  const start = { sent, ...(asks ? { asked: preflightHeaders(request) } : {}) }
  if (decision.readable) {
    return { ...start, readable: true, status: actual.status, sees: decision.headers }
  }
  const { reason, subject } = decision.refusal
  return { ...start, readable: false, refusal: { reason, ...(subject ? { subject } : {}) } }
}

/** The course of a set-up in a browser. */
export async function observe(
  driver: BrowserDriver,
  server: AnsweringServer,
  api: string,
  { request, ...heads }: SetUp,
): Promise<Course> {
  const { path, arrived } = server.answerWith(heads)
  const { readable, status, headers, refusal, notCors, noPage } = await driver.fetchFrom(
    request.origin,
    {
      url: `${api}${path}`,
      method: request.method,
      headers: Object.fromEntries(request.headers),
      credentials: request.credentials,
    },
  )
  if (noPage !== undefined) throw new Error(noPage)

  const sent = arrived.map(({ method }) => method)
  const preflight = arrived.find((each) => each.headers.has('access-control-request-method'))
  const start = { sent, ...(preflight ? { asked: askedIn(preflight) } : {}) }
  if (!readable) {
    return { ...start, readable, ...(refusal ? { refusal } : { notCors: notCors ?? 'no reason' }) }
  }
  const ours = new Set(heads.actual.headers.map(([name]) => name.toLowerCase()))
  const sees = [...new Set(headers)].filter((name) => ours.has(name)).sort()
  return { ...start, readable, ...(status === undefined ? {} : { status }), sees }
}

/** The lines that {@link preflightHeaders} tells of, in its order. */
function askedIn({ headers }: ArrivedHead): HeaderLines {
  const names = [
    'Accept',
    'Access-Control-Request-Method',
    'Access-Control-Request-Headers',
    'Origin',
  ]
  return names.flatMap((name) => {
    const value = headers.get(name.toLowerCase())
    return value === undefined ? [] : [[name, value] as const]
  })
}
