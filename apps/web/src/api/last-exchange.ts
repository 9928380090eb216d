import { shallowRef } from 'vue'
import type { NetworkError } from './errors.ts'

export interface Exchange {
  method: string
  path: string
  /** The status, if JavaScript could read the response. */
  outcome: number | 'unreadable' | 'unreachable'
  /** The response headers that JavaScript can read, if it can read the response. */
  headers?: Headers
}

/** The last request, and what JavaScript could read of its response. */
export const lastExchange = shallowRef<Exchange>()

export function recordResponse(method: string, url: string, { status, headers }: Response) {
  lastExchange.value = { method, path: pathOf(url), outcome: status, headers }
}

export function recordNetworkError({ method, url, reachable }: NetworkError) {
  const outcome = reachable ? 'unreadable' : 'unreachable'
  lastExchange.value = { method, path: pathOf(url), outcome }
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
