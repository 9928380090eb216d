import type { PageOutcome } from '../browser/types.ts'
import type { Exchange } from '../exchange.ts'

/** The predicted result of a request of a page, from responses over HTTP. */
export interface Prediction {
  /** Whether the page can read the response; undefined without a response. */
  readable: boolean | undefined
  exchanges: readonly (Exchange | undefined)[]
}

/** The result of a request of a page. */
export interface Confirmed {
  outcome: PageOutcome
  /** The reason why the outcome is not comparable with the prediction; absent if it is. */
  changed?: string
}

/**
 * Sends a request from a page. If the outcome is not the predicted one, the responses may have changed
 * meanwhile: a rate limit rejects requests, or the server has restarted. Then the prediction is repeated, which
 * waits for a rate limit, and the page sends the request again, unsafe methods included: they are allowed.
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
  if (readable === undefined) return { outcome, changed: 'the server does not respond to it now' }
  if (readable !== predicted) return { outcome, changed: 'it gets another response now' }
  return { outcome: await send() }
}
