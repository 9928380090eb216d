import type { FailedRequest, Observations } from '../../cause.ts'
import { corsCheck } from '../../decide/index.ts'
import type { Exchange, WireResponse } from '../../exchange.ts'
import { isUnsafe } from '../../http/is-unsafe.ts'
import { valueOf, variesByOrigin } from '../../http/header-lines.ts'
import { pageRequest } from '../../observe.ts'

/** Whether a CORS layer has handled this response, allowed or not. */
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

/** Whether the actual request failed, and its response has no Access-Control-Allow-Origin. */
export function lacksAllowOrigin({ failure }: FailedRequest): boolean {
  return failure?.exchange === 'actual' && failure.reason === 'missing-allow-origin'
}

/** Whether the preflight failed. */
export function isPreflight({ failure }: FailedRequest): boolean {
  return failure?.exchange === 'preflight'
}

/** The status of the failed exchange; 0 without a response. */
export function statusOf({ exchange }: FailedRequest): number {
  return exchange.response?.status ?? 0
}

/** Whether the body is an HTML page. */
export function isHtml({ headers, body }: WireResponse): boolean {
  return (
    /html/i.test(valueOf(headers, 'content-type') ?? '') || /^\s*<(?:!doctype|html)/i.test(body)
  )
}

/** Whether the method is safe, so that the request may be sent again. */
export function isSafe({ need }: FailedRequest): boolean {
  return !isUnsafe(need.method)
}

/** Names an exchange within a sentence: `GET https://api.example.com/items (200)`. */
export function nameOf({ request, response, networkError }: Exchange): string {
  const preflight = valueOf(request.headers, 'access-control-request-method')
  const status = response ? String(response.status) : (networkError?.reason ?? 'no response')
  const name = preflight === undefined ? request.method : `the preflight for ${preflight}`
  return `${name} ${request.url} (${status})`
}
