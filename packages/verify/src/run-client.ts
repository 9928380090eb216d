import type { Exchange } from './exchange.ts'
import { createCachingClient, recording, type RecordingClient } from './http/caching-client.ts'
import { logExchanges } from './http/exchange-log.ts'
import { createHttpDriver } from './http/http-driver.ts'
import { respectRateLimit } from './http/rate-limit-client.ts'
import type { Plan } from './plan.ts'

/** Maximum numbers of requests over HTTP: for the first request of a run, for each further one, and in total.
 * The browser checks add at most as many. */
export const requestLimits = { firstRequest: 300, furtherRequest: 30, run: 2000 }

/** The limit of one run. It grows with the number of requests and origins. */
function maxRequestsOf({ needs, origins }: Plan): number {
  const { firstRequest, furtherRequest, run } = requestLimits
  return Math.min(run, firstRequest + furtherRequest * (needs.length * origins.length - 1))
}

/** The HTTP client that all checks of a run share. */
export interface RunClient {
  http: RecordingClient
  /** Runs work of a browser with a URL, within the limit of concurrent requests and the target's rate limit. */
  inTurn: <T>(url: string, work: () => Promise<T>) => Promise<T>
  /** Aborted at the time limit of the run. */
  signal: AbortSignal
  /** The time limit of the run, on the clock of `performance.now()`. */
  deadline: number
  /** The exchanges with one origin, in the order of their responses. */
  exchangesWith: (origin: string) => Exchange[]
  /** Number of requests that were sent. */
  readonly sent: number
  close: () => void
}

/** Opens the client of a run, which starts its time limit. Close it. */
export function openRunClient(plan: Plan): RunClient {
  const deadline = performance.now() + plan.runTimeoutMs
  const signal = AbortSignal.timeout(plan.runTimeoutMs)
  const sender = createHttpDriver({ ...plan, signal, maxRequests: maxRequestsOf(plan) })
  const log = logExchanges(sender)
  const respectful = respectRateLimit(log, { signal, deadline })
  return {
    http: recording(createCachingClient(respectful)),
    inTurn: (url, work) => respectful.inTurn(() => sender.inQueue(url, work)),
    signal,
    deadline,
    exchangesWith: log.exchangesWith,
    get sent() {
      return sender.sent
    },
    close: sender.close,
  }
}
