import type { Exchange } from './exchange.ts'
import { createCachingClient, recording, type RecordingClient } from './http/caching-client.ts'
import { logExchanges } from './http/exchange-log.ts'
import { createHttpDriver } from './http/http-driver.ts'
import { respectRateLimit } from './http/rate-limit-client.ts'
import type { Plan } from './plan.ts'

/** Requests over HTTP that a run may send; the browser checks add at most as many. */
export const requestLimits = { firstRequest: 300, furtherRequest: 30, run: 2000 }

/** The limit of one run: it grows with the requests and the origins that are checked. */
function maxRequestsOf({ needs, origins }: Plan): number {
  const { firstRequest, furtherRequest, run } = requestLimits
  return Math.min(run, firstRequest + furtherRequest * (needs.length * origins.length - 1))
}

/** The HTTP client that all checks of a run share. */
export interface RunClient {
  http: RecordingClient
  /** Does work of a browser with a URL, within the limits for requests at once and of the target's rate limit. */
  inTurn: <T>(url: string, work: () => Promise<T>) => Promise<T>
  /** Aborted when the run's time is up. */
  signal: AbortSignal
  /** When that is, as `performance.now()` counts. */
  deadline: number
  /** The exchanges with one origin, in the order of their responses. */
  exchangesWith: (origin: string) => Exchange[]
  /** How many requests have been sent. */
  readonly sent: number
  close: () => void
}

/** Opens the client of a run. Its time begins now. Close it. */
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
