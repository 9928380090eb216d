import type { WireRequest } from '../exchange.ts'
import { cookieLine, fromPage, userAgent } from '../page-headers.ts'
import type { Plan } from '../plan.ts'

/** The request that `new EventSource(url, { withCredentials: true })` sends. */
export function streamRequest(plan: Plan, origin: string, url: string): WireRequest {
  return {
    method: 'GET',
    url,
    headers: [
      ['User-Agent', userAgent],
      ['Accept', 'text/event-stream'],
      ['Cache-Control', 'no-cache'],
      ...fromPage(new URL(url), origin),
      ...cookieLine(plan.cookies),
    ],
  }
}
