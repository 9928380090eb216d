import type { Exchange } from '../exchange.ts'

/**
 * Says how the responses have changed since a prediction was made.
 *
 * @param predicted whether the page can read the response
 * @param now the prediction from the responses to the same request now; undefined without a response
 * @param exchanges that request now
 * @returns undefined if the prediction is the same
 */
export function changeSince(
  predicted: boolean,
  now: boolean | undefined,
  exchanges: readonly (Exchange | undefined)[],
): string | undefined {
  const limited = exchanges.find((exchange) => exchange?.limited)
  if (limited) return `a rate limit rejects it now (status ${limited.response?.status ?? 0})`
  if (now === undefined) return 'it gets no response now'
  return now === predicted ? undefined : 'it gets another response now'
}
