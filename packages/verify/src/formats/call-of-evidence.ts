import { needsPreflight } from '../decide/preflight.ts'
import type { CorsFailure, HeaderLines, PageRequest } from '../decide/types.ts'
import { describeFailure } from '../cors-failure.ts'
import {
  decidingHeader,
  isDecidedByCors,
  judge,
  type CallKind,
  type DrawnExchange,
  type PageCall,
} from '../diagram/index.ts'
import { valueOf } from '../http/header-lines.ts'
import { redact } from '../http/redact.ts'
import type { Evidence } from '../report.ts'

/** Properties of the calls of a finding that their evidence does not have. */
export interface CallContext {
  credentials: boolean
  /** Whether a page of this origin must not read responses, so that one that it can read is harmful. */
  isHarmful: (origin: string) => boolean
}

/**
 * Returns the calls of a page that the evidence of a finding shows: a preflight and the request after it
 * are one call. Evidence of a browser has no response, and is left out.
 */
export function callsOfEvidence(evidence: readonly Evidence[], context: CallContext): PageCall[] {
  const calls: Evidence[][] = []
  for (const proof of evidence.filter(({ by }) => by === 'http')) {
    const before = calls.at(-1)
    if (before?.length === 1 && before[0] && follows(proof, before[0])) before.push(proof)
    else calls.push([proof])
  }
  return calls.flatMap((proofs) => callOf(proofs, context))
}

function follows(actual: Evidence, preflight: Evidence): boolean {
  const origin = (proof: Evidence) => valueOf(proof.request.headers, 'origin')
  return (
    isPreflight(preflight) &&
    actual.request.method === requestedMethod(preflight) &&
    actual.request.url === preflight.request.url &&
    origin(actual) === origin(preflight)
  )
}

function requestedMethod({ request }: Evidence): string | undefined {
  return valueOf(request.headers, 'access-control-request-method')
}

function isPreflight(proof: Evidence): boolean {
  return proof.request.method === 'OPTIONS' && requestedMethod(proof) !== undefined
}

function callOf(proofs: readonly Evidence[], context: CallContext): PageCall[] {
  const proof = proofs.at(-1)
  if (!proof) return []
  const { url, headers } = proof.request
  const origin = valueOf(headers, 'origin') ?? ''
  const kind = kindOf(proof, origin)
  const request: PageRequest = {
    origin,
    method: (isPreflight(proof) ? requestedMethod(proof) : undefined) ?? proof.request.method,
    headers: headersOfPage(proof),
    credentials: context.credentials ? 'include' : 'omit',
  }
  const exchanges = proofs.map((each) => drawn(each, { kind, ...request }))
  const call: PageCall = {
    kind,
    url,
    ...request,
    exchanges,
    ...(proof.about && { reads: proof.about }),
    ...(needsPreflight(request) && { missingPreflight: 'not-shown' }),
    ...(context.isHarmful(origin) && { isHarmful: true }),
  }
  const result = resultOf(call)
  return [result === undefined ? call : { ...call, result }]
}

function kindOf({ request: { url, headers } }: Evidence, origin: string): CallKind {
  if (/^wss?:/i.test(url) || /websocket/i.test(valueOf(headers, 'upgrade') ?? ''))
    return 'web-socket'
  if (origin === '') return 'client'
  return valueOf(headers, 'accept') === 'text/event-stream' ? 'event-stream' : 'fetch'
}

/** Headers that the browser sets, not the page. */
const ofBrowser =
  /^(?:accept|accept-encoding|connection|content-length|cookie|host|origin|referer|sec-.*|upgrade|user-agent|access-control-request-.*)$/i

/** Returns the headers that the page sets. A preflight has only their names, so the values are `…`. */
function headersOfPage(proof: Evidence): HeaderLines {
  const { headers } = proof.request
  if (!isPreflight(proof)) return redact(headers.filter(([name]) => !ofBrowser.test(name)))
  const names = valueOf(headers, 'access-control-request-headers') ?? ''
  return [...names.matchAll(/[^,\s]+/g)].map(([name]) => [name, '…'] as const)
}

function drawn(proof: Evidence, call: Omit<PageCall, 'exchanges' | 'url'>): DrawnExchange {
  const { request, response, remark } = proof
  const exchange: DrawnExchange = {
    method: request.method,
    url: request.url,
    requestHeaders: request.headers,
    ...(response && { response }),
    isPreflight: isPreflight(proof),
    explain,
    ...(remark !== undefined && {
      after: [
        { kind: 'note', tone: response ? 'plain' : 'stopped', title: 'Result', text: remark },
      ],
    }),
  }
  const { failure, isChecked } = judge(call, exchange)
  const decidedBy = failure ? decidingHeader(failure.reason) : 'access-control-allow-origin'
  return isChecked ? { ...exchange, decidedBy } : exchange
}

function explain(failure: CorsFailure, { method }: PageRequest): string {
  const { exchange } = failure
  const response = exchange === 'preflight' ? 'The response to the preflight' : 'The response'
  const isWrite = exchange === 'actual' && !['GET', 'HEAD'].includes(method)
  const effect = isWrite ? ' The request has reached the server: only the response is blocked.' : ''
  return `${response} ${describeFailure(failure)}.${effect}`
}

/** Returns the result that the page gets; undefined if the evidence does not show it. */
function resultOf(call: PageCall): PageCall['result'] | undefined {
  const last = call.exchanges.at(-1)
  if (!last || call.kind === 'client') return undefined
  const { failure, leadsTo } = judge(call, last)
  const failed = call.kind === 'fetch' ? 'fetch rejects: TypeError' : 'an error without a reason'
  if (failure || !last.response) return { tone: 'blocked', label: failed, lines: [] }
  const { status } = last.response
  const tone = call.isHarmful ? 'harmful' : 'passes'
  if (call.kind === 'web-socket')
    return status === 101
      ? { tone, label: 'open', lines: [] }
      : { tone: 'blocked', label: failed, lines: [] }
  if (last.isPreflight || leadsTo !== undefined || !isDecidedByCors(call)) return undefined
  return { tone, label: `Response, status ${status}`, lines: [] }
}
