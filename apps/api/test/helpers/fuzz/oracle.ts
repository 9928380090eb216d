import { admin, web } from '../deployment.ts'
import { parse, type Parsed } from './parse.ts'

/** The expected response to a request. */
export interface Expected {
  /** The kind of request. An `ambiguous` one is not sent. */
  kind: string
  method: string
  /** Any of these is correct. Empty: the connection ends without a response. */
  statuses: readonly number[]
  /** The origin that may read the response, if there is one. */
  reader: string | undefined
  isPreflight: boolean
  /** Whether Node responds before Fastify: such a response has no body. */
  isBare: boolean
  /** Whether the connection ends after the response. */
  ends: boolean
  /** Whether the response is a stream that does not end. */
  streams: boolean
}

const allowed = new Set([web, admin])
const limit = 16 * 1024
/** Near the limit, the oracle does not count exactly as Node does. */
const nearLimit = 600

/**
 * Returns the expected response, from the bytes of a request alone, by the Fetch standard and RFC 9110
 * and 9112.
 *
 * @param cookie of the session without which no item may change
 */
export function expected(bytes: string, cookie: string): Expected {
  const request = parse(bytes)
  const { method, target, values, fault } = request
  const origins = values('origin')
  const origin = origins.length === 1 ? origins[0] : undefined
  const reader = origin !== undefined && allowed.has(origin) ? origin : undefined
  const wanted = values('access-control-request-method').some((value) => value !== '')
  const isPreflight =
    method === 'OPTIONS' && reader !== undefined && wanted && request.headIsComplete
  const common = { method, reader, isPreflight, isBare: false, streams: false }

  if (method === 'CONNECT') return { ...common, kind: 'CONNECT', statuses: [], ends: true }
  if (request.headSize > limit + nearLimit) {
    const statuses = fault === 'none' ? [431] : [431, 400]
    return { ...common, isPreflight: false, kind: 'huge head', statuses, ends: true }
  }
  if (request.headSize > limit - nearLimit) {
    return { ...common, kind: 'ambiguous', statuses: [], ends: true }
  }
  if (fault === 'short' && !request.headIsComplete) {
    // The last line may be a part of an Origin.
    const kind = 'broken (short head)'
    return { ...common, kind, reader: undefined, statuses: [400, 408], ends: true }
  }
  if (!request.headIsComplete) {
    return { ...common, kind: 'broken (head)', statuses: [400], ends: true }
  }

  const [byNode] = statusByNode(request)
  if (byNode !== undefined) {
    const ends = byNode === 400 || requestsClose(request)
    const kind = `Node's own ${byNode}`
    return { ...common, kind, isPreflight: false, isBare: true, statuses: [byNode], ends }
  }
  const served = isPreflight ? [204] : statusesOf(request, cookie)
  const broken = fault === 'none' ? [] : [400, 408]
  return {
    ...common,
    kind: fault === 'none' ? 'valid' : `broken body (${fault})`,
    statuses: [...served, ...broken],
    ends: fault !== 'none' || requestsClose(request),
    streams: method === 'GET' && /^\/api\/events(?:\?|$)/.test(target),
  }
}

/** Returns the status of a request to which Node responds before Fastify; empty for other requests. */
function statusByNode({ version, values }: Parsed): number[] {
  if (version === '1.0') return []
  if (values('host').length === 0) return [400]
  const expectation = values('expect').at(0)
  return expectation !== undefined && !/^100-continue$/i.test(expectation) ? [417] : []
}

function requestsClose({ version, values }: Parsed): boolean {
  return version === '1.0' || values('connection').some((value) => /\bclose\b/i.test(value))
}

function statusesOf(request: Parsed, cookie: string): readonly number[] {
  const { method, target, values } = request
  const path = target.split(/[?#]/, 1)[0] ?? ''
  // The router rejects these before the origin guard: an undecodable path, a parameter that is too long.
  const unroutable = path.includes('%') || /[^/]{101}/.test(path) ? [400, 414] : []
  if (method === 'OPTIONS') {
    const hasMethod = values('access-control-request-method').some((value) => value !== '')
    return values('origin').length > 0 && hasMethod ? [403, ...unroutable] : [404, ...unroutable]
  }

  const safe = ['GET', 'HEAD'].includes(method)
  if (!(safe && !upgradesToWebSocket(request)) && !isTrusted(request)) return [403, ...unroutable]
  // @fastify/static rejects paths that leave its folder.
  if (safe && /^\/docs\/static\/.*\.\./.test(path)) return [403, ...unroutable]
  if (safe && path.startsWith('/docs')) return [200, 302, 304, 400, 404, 414]
  if (safe) return [200, 304, 400, 404, 414]

  const signOut = method === 'DELETE' && path.endsWith('/api/session') ? [204] : []
  const changed = values('cookie').some((value) => value.split(/; ?/).includes(cookie))
    ? [200, 201, 204, 412, 428]
    : [401]
  return [...signOut, ...changed, 400, 404, 413, 415, 429, ...unroutable]
}

function upgradesToWebSocket({ values }: Parsed): boolean {
  return values('upgrade').some((value) => value.toLowerCase() === 'websocket')
}

/** Whether the origin guard accepts a change. CORS only decides which origins may read. */
function isTrusted({ values }: Parsed): boolean {
  const origins = values('origin')
  if (origins.length > 0) return origins.length === 1 && allowed.has(origins[0] ?? '')
  const [site] = values('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const isJson = /^application\/json\s*(?:;|$)/i.test(values('content-type')[0] ?? '')
  return values('cookie').length === 0 || isJson
}
