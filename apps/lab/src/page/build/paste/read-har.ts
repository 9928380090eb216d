import type { Lines } from '../../../shared/types.ts'
import type { PasteProblem, PastedExchange } from './types.ts'

/**
 * Reads a HAR, its list of entries or one entry. Entries without a response (status 0) are left out: a
 * browser writes them for what it blocked.
 *
 * @param text JSON
 */
export function readHar(text: string): PastedExchange[] | PasteProblem {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return {
      problem: `The text begins like JSON, and is not valid JSON: ${(error as Error).message}.`,
      fix: 'Copy the whole HAR, or one whole entry with its request and its response.',
    }
  }
  const entries = entriesOf(json)
  const exchanges = entries.flatMap(exchangeOf)
  if (exchanges.length > 0) return exchanges
  return {
    problem:
      entries.length === 0
        ? 'The JSON has no log.entries, and no request with its response.'
        : `The HAR has ${count(entries.length)} and no response: the status of a request that the browser blocked is 0.`,
    fix: 'Copy the HAR from the network panel, or paste what curl -i prints.',
  }
}

function count(entries: number): string {
  return entries === 1 ? '1 entry' : `${entries} entries`
}

function entriesOf(json: unknown): unknown[] {
  if (Array.isArray(json)) return json
  const { log, request } = asRecord(json)
  const { entries } = asRecord(log)
  if (Array.isArray(entries)) return entries
  return request === undefined ? [] : [json]
}

function exchangeOf(entry: unknown): PastedExchange[] {
  const request = asRecord(asRecord(entry)['request'])
  const response = asRecord(asRecord(entry)['response'])
  const { status } = response
  if (typeof status !== 'number' || status === 0) return []
  const method = typeof request['method'] === 'string' ? request['method'] : 'GET'
  return [
    {
      request: { method, headers: linesOf(request['headers']) },
      response: { status, headers: linesOf(response['headers']) },
    },
  ]
}

/** Firefox and Chromium write one entry for a repeated header, with its values on separate lines. */
function linesOf(headers: unknown): Lines {
  if (!Array.isArray(headers)) return []
  return headers.flatMap((header: unknown): Lines => {
    const { name, value } = asRecord(header)
    if (typeof name !== 'string' || typeof value !== 'string') return []
    return value.split('\n').map((each) => [name, each.trim()])
  })
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
