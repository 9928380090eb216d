import { shallowRef } from 'vue'
import type { NoAnswerReason } from './errors.ts'

export interface Exchange {
  method: string
  path: string
  /** A status when JavaScript could read the answer. */
  outcome: number | NoAnswerReason
  /** All that JavaScript may read of the answer's headers, if it may read the answer. */
  headers?: Headers
}

/** The last request, and what JavaScript could read of its response. */
export const lastExchange = shallowRef<Exchange>()

export function recordAnswer(method: string, url: string, { status, headers }: Response) {
  lastExchange.value = { method, path: pathOf(url), outcome: status, headers }
}

export function recordNoAnswer(method: string, url: string, outcome: NoAnswerReason) {
  lastExchange.value = { method, path: pathOf(url), outcome }
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
