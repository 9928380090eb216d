import { otherPage, page } from '../production.ts'
import { parse, type Parsed } from './parse.ts'

/** What must hold of the answer to a request. */
export interface Expected {
  /** Names what the request is; what is `unclear` is not sent. */
  kind: string
  method: string
  /** Any of these is right; none means that the connection ends without an answer. */
  statuses: readonly number[]
  /** The origin that may read the answer; undefined for nobody. */
  reader: string | undefined
  isPreflight: boolean
  /** What is answered without a body that says why: by Node itself, or by @fastify/cors. */
  isBare: boolean
  /** The connection ends after the answer. */
  ends: boolean
  /** Nobody asks for more: the answer is a stream. */
  streams: boolean
}

const allowed = new Set([page, otherPage])
const limit = 16 * 1024
/** Node counts in its own way near its limit. */
const nearLimit = 600

/**
 * Decides from the bytes of a request alone, by the Fetch standard and RFC 9110 and 9112, what a
 * right server may answer.
 *
 * @param cookie of somebody who is signed in: only with it may an item change
 */
export function expected(bytes: string, cookie: string): Expected {
  const request = parse(bytes)
  const { method, target, values, fault } = request
  const origins = values('origin')
  const origin = origins.length === 1 ? origins[0] : undefined
  const reader = origin !== undefined && allowed.has(origin) ? origin : undefined
  const wanted = values('access-control-request-method').some((value) => value !== '')
  const isPreflight = method === 'OPTIONS' && reader !== undefined && wanted && request.headIsWhole
  const common = { method, reader, isPreflight, isBare: false, streams: false }

  if (method === 'CONNECT') return { ...common, kind: 'CONNECT', statuses: [], ends: true }
  if (request.headSize > limit + nearLimit) {
    const statuses = fault === 'none' ? [431] : [431, 400]
    return { ...common, isPreflight: false, kind: 'huge head', statuses, ends: true }
  }
  if (request.headSize > limit - nearLimit) {
    return { ...common, kind: 'unclear', statuses: [], ends: true }
  }
  if (fault === 'short' && !request.headIsWhole) {
    // Lines that go on are not judged: the last may be half an Origin.
    const kind = 'broken (short head)'
    return { ...common, kind, reader: undefined, statuses: [400, 408], ends: true }
  }
  if (!request.headIsWhole) {
    return { ...common, kind: 'broken (head)', statuses: [400], ends: true }
  }

  const [byNode] = answerOfNode(request)
  if (byNode !== undefined) {
    const ends = byNode === 400 || endsByWish(request)
    const kind = `Node's own ${byNode}`
    return { ...common, kind, isPreflight: false, isBare: true, statuses: [byNode], ends }
  }
  const served = isPreflight ? [204] : statusesOf(request, cookie)
  const broken = fault === 'none' ? [] : [400, 408]
  return {
    ...common,
    kind: fault === 'none' ? 'valid' : `broken body (${fault})`,
    statuses: [...served, ...broken],
    ends: fault !== 'none' || endsByWish(request),
    streams: method === 'GET' && /^\/api\/events(?:\?|$)/.test(target),
  }
}

/** What is answered before anybody of ours is asked. */
function answerOfNode({ version, values }: Parsed): number[] {
  if (version === '1.0') return []
  if (values('host').length === 0) return [400]
  const expectation = values('expect').at(0)
  return expectation !== undefined && !/^100-continue$/i.test(expectation) ? [417] : []
}

function endsByWish({ version, values }: Parsed): boolean {
  return version === '1.0' || values('connection').some((value) => /\bclose\b/i.test(value))
}

function statusesOf(request: Parsed, cookie: string): readonly number[] {
  const { method, target, values } = request
  const path = target.split(/[?#]/, 1)[0] ?? ''
  // What cannot be decoded, or has a segment no route takes, does not reach the guard.
  const unroutable = path.includes('%') || /[^/]{101}/.test(path) ? [400, 414] : []
  if (method === 'OPTIONS') {
    const asks = values('access-control-request-method').some((value) => value !== '')
    return values('origin').length > 0 && asks ? [403, ...unroutable] : [404, ...unroutable]
  }

  const safe = ['GET', 'HEAD'].includes(method)
  if (!(safe && !upgradesToWebSocket(request)) && !isTrusted(request)) return [403, ...unroutable]
  if (safe) return [200, 304, 400, 404, 414]

  const signsOut = method === 'DELETE' && path.endsWith('/api/session') ? [204] : []
  const changed = values('cookie').some((value) => value.split(/; ?/).includes(cookie))
    ? [200, 201, 204, 412, 428]
    : [401]
  return [...signsOut, ...changed, 400, 404, 413, 415, 429, ...unroutable]
}

function upgradesToWebSocket({ values }: Parsed): boolean {
  return values('upgrade').some((value) => value.toLowerCase() === 'websocket')
}

/** Part C of the rules: CORS decides who reads, this decides who writes. */
function isTrusted({ values }: Parsed): boolean {
  const origins = values('origin')
  if (origins.length > 0) return origins.length === 1 && allowed.has(origins[0] ?? '')
  const [site] = values('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const isJson = /^application\/json\s*(?:;|$)/i.test(values('content-type')[0] ?? '')
  return values('cookie').length === 0 || isJson
}
