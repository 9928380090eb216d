import { corsPolicy } from '@repo/config/client'
import { shallowRef } from 'vue'
import type { NoAnswerReason } from './errors.ts'

/** Exposed by the API, or safelisted like Content-Type. */
const readable = ['Content-Type', ...corsPolicy.exposedHeaders]

/** On every answer of the API, but exposed to nobody: shown to prove the difference. */
const withheld = ['Access-Control-Allow-Origin', 'Date', 'Vary']

export interface Exchange {
  method: string
  path: string
  /** A status when JavaScript could read the answer. */
  outcome: number | NoAnswerReason
  exposed: [name: string, value: string | null][]
  unexposed: [name: string, value: string | null][]
}

/** The last request, and what JavaScript could read of its response. */
export const lastExchange = shallowRef<Exchange>()

export function recordAnswer(method: string, url: string, { status, headers }: Response) {
  const read = (name: string): [string, string | null] => [name, headers.get(name)]
  lastExchange.value = {
    method,
    path: pathOf(url),
    outcome: status,
    exposed: readable.map(read),
    unexposed: withheld.map(read),
  }
}

export function recordNoAnswer(method: string, url: string, outcome: NoAnswerReason) {
  lastExchange.value = { method, path: pathOf(url), outcome, exposed: [], unexposed: [] }
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
