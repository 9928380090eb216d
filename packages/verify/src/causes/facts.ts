import { randomUUID } from 'node:crypto'
import type { FailedRequest, Observations } from '../cause.ts'
import { corsCheck } from '../decide/index.ts'
import type { Exchange, WireResponse } from '../exchange.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import { valueOf, variesByOrigin } from '../http/header-lines.ts'
import { pageRequest } from '../observe.ts'
import type { Need } from '../plan.ts'
import { unknownPath } from '../probes/error-needs.ts'

/** Whether a CORS layer has handled this response, whatever it decided. */
export function fromCorsLayer({ headers }: WireResponse): boolean {
  return variesByOrigin(headers) || hasCorsHeaders(headers)
}

/** Whether the response has an `Access-Control-*` header. */
export function hasCorsHeaders(headers: WireResponse['headers']): boolean {
  return headers.some(([name]) => /^access-control-(?:allow|expose|max)-/i.test(name))
}

/** Whether the response passes the CORS check for the page of this request. */
export function passes(
  { origin, need }: Pick<FailedRequest, 'origin' | 'need'>,
  { observer }: Observations,
  exchange: Exchange | undefined,
): boolean {
  if (!exchange?.response) return false
  return !corsCheck(pageRequest(observer.plan, origin, need), exchange.response.headers)
}

/** The failed exchange is the actual request, and its response has no Access-Control-Allow-Origin. */
export function lacksAllowOrigin({ failure }: FailedRequest): boolean {
  return failure?.exchange === 'actual' && failure.reason === 'missing-allow-origin'
}

/** The failed exchange is the preflight. */
export function isPreflight({ failure }: FailedRequest): boolean {
  return failure?.exchange === 'preflight'
}

/** The status of the failed exchange; 0 without a response. */
export function statusOf({ exchange }: FailedRequest): number {
  return exchange.response?.status ?? 0
}

/** The same URL, read without headers of the page's own. */
export function plainRead({ need }: FailedRequest): Need {
  return { ...need, method: 'GET', headers: [], named: false }
}

/** A preflight like the one that a JSON write causes. */
export function jsonWrite({ need }: FailedRequest): Need {
  return { ...need, method: 'PUT', headers: ['content-type'], named: false }
}

/**
 * Looks for a response of this server that passes the CORS check for the same page.
 *
 * @returns it shows that the server has a CORS layer, and that the origin is allowed
 */
export async function allowedElsewhere(
  failed: FailedRequest,
  observations: Observations,
): Promise<Exchange | undefined> {
  const { observer, allowed } = observations
  const { origin, preflight, exchange } = failed
  const observed = [
    preflight === exchange ? undefined : preflight,
    ...allowed.filter((other) => other.origin === origin).flatMap((other) => [other.actual]),
  ]
  const found = observed.find((other) => other !== exchange && passes(failed, observations, other))
  if (found) return found
  const requests: (() => Promise<Exchange>)[] = [
    () => observer.actual(origin, plainRead(failed)),
    () => observer.actual(origin, unknownPath(observer.plan)),
    () => observer.preflight(origin, jsonWrite(failed)),
  ]
  for (const send of requests) {
    const other = await send()
    if (other !== exchange && !sameRequest(other, exchange))
      if (passes(failed, observations, other)) return other
  }
  return undefined
}

function sameRequest(a: Exchange, b: Exchange): boolean {
  return (
    a.request.method === b.request.method &&
    a.request.url === b.request.url &&
    String(a.request.headers) === String(b.request.headers)
  )
}

/** `GET https://api.example.com/items (200)`: an exchange within a sentence. */
export function nameOf({ request, response, networkError }: Exchange): string {
  const preflight = valueOf(request.headers, 'access-control-request-method')
  const status = response ? String(response.status) : (networkError?.reason ?? 'no response')
  const name = preflight === undefined ? request.method : `the preflight for ${preflight}`
  return `${name} ${request.url} (${status})`
}

/** Whether the body is an HTML page. */
export function isHtml({ headers, body }: WireResponse): boolean {
  return (
    /html/i.test(valueOf(headers, 'content-type') ?? '') || /^\s*<(?:!doctype|html)/i.test(body)
  )
}

/** Whether a request may be sent again to learn more: one that changes nothing. */
export function isSafe({ need }: FailedRequest): boolean {
  return !isUnsafe(need.method)
}

/** The software that wrote an error page in the API's place, by the marks it leaves. */
export function gatewayOf({ headers, body }: WireResponse): string | undefined {
  return gatewayMarks.find(({ mark }) => mark.test(body) || mark.test(linesOf(headers)))?.name
}

const gatewayMarks = [
  { name: 'nginx', mark: /<center>(?:nginx|openresty)/i },
  { name: 'Apache httpd', mark: /<address>Apache\/|DTD HTML 2\.0\/\/EN|<p>The proxy server/i },
  { name: 'HAProxy', mark: /<html><body><h1>\d{3} [^<]+<\/h1>\n/ },
  { name: 'Varnish', mark: /Error \d{3} Backend fetch failed|Varnish cache server/i },
  { name: 'Cloudflare', mark: /cf-error-details|cloudflare-nginx|^cf-ray:/im },
  { name: 'AWS', mark: /^x-amzn-errortype:|^x-amz-apigw-id:|CloudFront/im },
  { name: 'Envoy', mark: /upstream connect error|no healthy upstream|^server: envoy/im },
  { name: 'Traefik', mark: /^(?:Bad Gateway|Gateway Timeout|no available server)\s*$/ },
  { name: 'Kong', mark: /no Route matched with those values|^server: kong/im },
  { name: 'Azure', mark: /^x-azure-ref:|Microsoft-Azure-Application-Gateway/im },
] as const

function linesOf(headers: WireResponse['headers']): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n')
}

/**
 * Whether the server adds CORS headers to preflights alone: a preflight passes, and no actual response
 * does, that of a successful read included.
 *
 * @returns the preflight
 */
export async function onlyOnPreflights(
  failed: FailedRequest,
  observations: Observations,
): Promise<Exchange | undefined> {
  const { observer, allowed } = observations
  const { origin } = failed
  if (allowed.some((other) => passes(failed, observations, other.actual))) return undefined
  const target = { ...failed, need: { ...failed.need, url: observer.plan.url.href } }
  const read = await observer.actual(origin, plainRead(target))
  const unknown = await observer.actual(origin, unknownPath(observer.plan))
  const successful = read.response !== undefined && read.response.status < 300
  if (!successful || [read, unknown].some((each) => passes(failed, observations, each)))
    return undefined
  const preflight = await observer.preflight(origin, jsonWrite(target))
  return passes(failed, observations, preflight) ? preflight : undefined
}

/** One URL parameter for the whole run, so that each URL is requested once. */
const runId = randomUUID()

/**
 * Reads the same resource at a URL that no cache has seen.
 *
 * @returns the exchange, if its response has the same status and passes the CORS check
 */
export async function allowedUncached(
  failed: FailedRequest,
  observations: Observations,
): Promise<Exchange | undefined> {
  const url = new URL(failed.need.url)
  url.searchParams.set('cors-verify', runId)
  const need = { ...plainRead(failed), url: url.href }
  const exchange = await observations.observer.actual(failed.origin, need)
  if (exchange.response?.status !== statusOf(failed)) return undefined
  return passes(failed, observations, exchange) ? exchange : undefined
}
