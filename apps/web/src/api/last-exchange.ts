import { shallowRef } from 'vue'
import type { NetworkError } from './errors.ts'

export interface Exchange {
  /** Counts the exchanges. */
  id: number
  method: string
  path: string
  /** The status, if JavaScript could read the response. */
  outcome: number | 'unreadable' | 'unreachable'
  /** The response headers that JavaScript can read, if it can read the response. */
  headers?: Headers
}

/** The last request, and what JavaScript could read of its response. */
export const lastExchange = shallowRef<Exchange>()
let count = 0

export function recordResponse(method: string, url: string, { status, headers }: Response) {
  record({ method, path: pathOf(url), outcome: status, headers })
}

export function recordNetworkError({ method, url, reachable }: NetworkError) {
  const outcome = reachable ? 'unreadable' : 'unreachable'
  record({ method, path: pathOf(url), outcome })
}

function record(exchange: Omit<Exchange, 'id'>) {
  count += 1
  lastExchange.value = { id: count, ...exchange }
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
