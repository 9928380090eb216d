import type { PageOutcome } from '../browser/types.ts'
import type { Exchange } from '../exchange.ts'

/** What responses over HTTP say of a request of a page. */
export interface Prediction {
  /** Whether the page can read the response; undefined without a response. */
  readable: boolean | undefined
  exchanges: readonly (Exchange | undefined)[]
}

/** What a page got. */
export interface Confirmed {
  outcome: PageOutcome
  /** Why the outcome cannot be compared with the prediction, if it cannot. */
  changed?: string
}

/**
 * Sends a request from a page. If the outcome is not the predicted one, the responses may have changed since: a
 * rate limit rejects requests now, or the server has restarted. So the prediction is made again, which waits as
 * the limit says, and the page sends the request again. That includes requests that write: they are allowed.
 *
 * @param predicted whether the page can read the response
 */
export async function sendConfirmed(
  send: () => Promise<PageOutcome>,
  predicted: boolean,
  predictAgain: () => Promise<Prediction>,
): Promise<Confirmed> {
  const outcome = await send()
  const isOfCors = outcome.noPage === undefined && outcome.notCors === undefined
  if (!isOfCors || outcome.readable === predicted) return { outcome }

  const { readable, exchanges } = await predictAgain()
  const limited = exchanges.find((exchange) => exchange?.limited)
  if (limited) {
    const status = limited.response?.status ?? 0
    return { outcome, changed: `a rate limit rejects it now (status ${status})` }
  }
  if (readable === undefined) return { outcome, changed: 'it gets no response now' }
  if (readable !== predicted) return { outcome, changed: 'it gets another response now' }
  return { outcome: await send() }
}
