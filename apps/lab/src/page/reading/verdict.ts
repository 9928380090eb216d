import { corsCheck } from 'cors-verify/decide'
import type { Act, Outcome, Recorded, Verdict } from '../../shared/types.ts'
import { readLegs, type Leg } from './legs.ts'
import { quoted, spelled, valueOf } from './lines.ts'
import { refusalInWords } from './refusal-in-words.ts'

const fetchSpec = 'https://fetch.spec.whatwg.org/'
const rules = {
  corsCheck: `${fetchSpec}#concept-cors-check`,
  filtered: `${fetchSpec}#concept-filtered-response-cors`,
  opaque: `${fetchSpec}#concept-filtered-response-opaque`,
  caches: `${fetchSpec}#cors-protocol-and-http-caches`,
  webSocket: 'https://www.rfc-editor.org/rfc/rfc6455#section-10.2',
}

/** An act, the page's origin on stage, and all that is known of what came of it. */
export interface Evidence {
  act: Act
  origin: string
  recorded: readonly Recorded[]
  outcome: Outcome
  /** What the acts before it have left in the browser's cache. */
  earlier?: readonly Recorded[]
}

/**
 * Why the browser decides as it does, by the verifier's decision core: it judges the heads that
 * the server recorded, and takes from the outcome only what no head tells.
 */
export function verdict(evidence: Evidence): Verdict {
  const { act, origin, recorded, outcome } = evidence
  if (act.step.kind === 'web-socket') return webSocket(evidence)
  const legs = readLegs(act, origin, recorded)
  const refused = legs.find(({ refusal }) => refusal)
  if (refused) return refusedBy(refused, act)
  const last = legs.at(-1)
  if (!last) return fromCache(evidence) ?? unseen(act, outcome)
  if (last.recorded.status === undefined) return unanswered(last)
  if (act.step.kind === 'fetch' && act.step.mode === 'no-cors') return opaque(last, origin)
  return readableBy(last, act, outcome)
}

function refusedBy({ refusal, request, recorded }: Leg, act: Act): Verdict {
  if (!refusal) throw new TypeError('This leg was not refused')
  const { cause, decidedBy, spec } = refusalInWords(refusal, request)
  const effect =
    refusal.leg === 'preflight'
      ? `so the browser does not send the ${request.method}`
      : `so the browser keeps the answer from the page`
  const wasDone =
    refusal.leg === 'actual' && !['GET', 'HEAD'].includes(recorded.method) && isSuccess(recorded)
      ? ` The server has carried out the ${recorded.method} all the same.`
      : ''
  const again =
    act.step.kind === 'event-stream' ? ' The page is told of an error without a reason.' : ''
  return {
    readable: false,
    refusal,
    sentence: `${upper(cause)}, ${effect}.${wasDone}${again}`,
    decidedBy,
    spec,
  }
}

function readableBy({ request, recorded }: Leg, { step }: Act, outcome: Outcome): Verdict {
  const headers = recorded.responseHeaders ?? []
  const allowed = valueOf(headers, 'access-control-allow-origin')
  const names =
    allowed === '*'
      ? 'Access-Control-Allow-Origin is *, and the request has no credentials'
      : `Access-Control-Allow-Origin names its origin${
          request.credentials === 'include' ? ', and Access-Control-Allow-Credentials is true' : ''
        }`
  const sentence = `A page of ${originInWords(request.origin)} may read this ${statusInWords(recorded, outcome)}: ${names}.`
  const unexposed = Object.entries(outcome.values ?? {})
    .filter(([name, value]) => value === null && valueOf(headers, name.toLowerCase()) !== undefined)
    .map(([name]) => spelled(name.toLowerCase()))
  if (unexposed.length === 0 || step.kind !== 'fetch') {
    const decidedBy = 'access-control-allow-origin'
    return { readable: true, sentence, decidedBy, spec: rules.corsCheck }
  }
  return {
    readable: true,
    sentence: `${sentence} Yet ${unexposed.join(' and ')} is null to JavaScript: ${whyUnexposed(headers, request.credentials, unexposed)}.`,
    decidedBy: 'access-control-expose-headers',
    spec: rules.filtered,
  }
}

function whyUnexposed(
  headers: NonNullable<Recorded['responseHeaders']>,
  credentials: 'include' | 'omit',
  names: readonly string[],
): string {
  if (names.includes('Set-Cookie')) return 'no list exposes a cookie'
  const list = valueOf(headers, 'access-control-expose-headers')
  if (list === undefined) return 'there is no Access-Control-Expose-Headers'
  if (list.includes('*') && credentials === 'include')
    return 'with credentials the * of Access-Control-Expose-Headers is a name like any other'
  return `Access-Control-Expose-Headers is ${quoted(list)}`
}

function opaque({ recorded, request }: Leg, origin: string): Verdict {
  const stopped = isSuccess(recorded)
    ? 'CORS does not keep such a request from being sent or carried out'
    : `the server refuses it itself, with ${recorded.status ?? ''}`
  return {
    readable: false,
    sentence: `A ${request.method} without CORS from ${originInWords(origin)} arrives without being asked for, and ${stopped}; its answer is opaque to the page.`,
    decidedBy: 'origin',
    spec: rules.opaque,
  }
}

function webSocket({ recorded, origin }: Evidence): Verdict {
  const last = recorded.at(-1)
  const isOpen = last?.status === 101
  const answer =
    last?.status === undefined
      ? 'The server ends it without an answer'
      : `The server answers ${last.status}`
  return {
    readable: isOpen,
    sentence: isOpen
      ? `The WebSocket opens for ${originInWords(origin)}: there is no CORS check for it, so the server’s own look at Origin is all there is.`
      : `${answer}: for a WebSocket the server itself must look at Origin, and here it refuses ${originInWords(origin)}.`,
    decidedBy: 'origin',
    spec: rules.webSocket,
  }
}

/** The server saw nothing, and an answer to the same URL was stored before. */
function fromCache({ act, origin, earlier = [], outcome }: Evidence): Verdict | undefined {
  const { step } = act
  if (step.kind !== 'fetch' || step.method !== 'GET' || step.cache === 'no-store') return undefined
  const stored = earlier.findLast(
    ({ path, method, status }) => path === step.path && method === 'GET' && status === 200,
  )
  if (!stored?.responseHeaders) return undefined
  const request = { origin, method: 'GET', headers: [], credentials: step.credentials }
  const refusal = corsCheck(request, stored.responseHeaders)
  if (!refusal) {
    return {
      readable: true,
      sentence: 'The answer comes from the browser’s cache, and its stored headers pass.',
      decidedBy: 'vary',
      spec: rules.caches,
    }
  }
  const leg = { leg: 'actual' as const, ...refusal }
  return {
    readable: outcome.readable,
    refusal: leg,
    sentence: `The answer comes from the browser’s cache, stored for an earlier request: ${refusalInWords(leg, request).cause}. Vary: Origin keeps such answers apart.`,
    decidedBy: 'vary',
    spec: rules.caches,
  }
}

function unseen({ step }: Act, { readable }: Outcome): Verdict {
  const mayBeStored = step.kind === 'fetch' && ['GET', 'HEAD'].includes(step.method)
  return {
    readable,
    sentence: readable
      ? 'The server saw nothing: the answer comes from the browser’s cache.'
      : `The server saw nothing: the browser stopped before anything was sent${mayBeStored ? ', or it answered from its cache' : ''}.`,
    spec: `${fetchSpec}#http-fetch`,
  }
}

function unanswered({ recorded }: Leg): Verdict {
  return {
    readable: false,
    sentence: `The server ended the connection without an answer to the ${recorded.method}: that is no matter of CORS, though JavaScript is told the same.`,
    spec: `${fetchSpec}#http-network-fetch`,
  }
}

/** After a 304 a page sees the status of the answer that it renews. */
function statusInWords({ status }: Recorded, outcome: Outcome): string {
  if (status !== 304 || outcome.status === undefined) return `${status ?? ''}`
  return `${outcome.status}, from the cache and renewed by a 304`
}

function isSuccess({ status = 0 }: Recorded): boolean {
  return status >= 200 && status <= 299
}

function originInWords(origin: string): string {
  return origin === 'null' ? 'an opaque origin (null)' : origin
}

function upper(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
