import { setTimeout as sleep } from 'node:timers/promises'
import type { Exchange, WireRequest } from '../exchange.ts'
import type { HttpDriver } from './http-driver.ts'
import { isExhausted, isLimited, retryAfterMs } from './rate-limit.ts'

/** Milliseconds to wait if the server does not name a time. */
const defaultWaitMs = 1_000

/** Maximum number of times that a rejected request is sent again. */
const maxRepeats = 3

/** A driver whose requests, and other work with the target, take turns at a rate limit. */
export interface RateLimitClient extends HttpDriver {
  /** Runs work that sends requests by other means: immediately, or in turn after the first sign of a limit. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

/**
 * A client that respects the rate limit of the target. After the first sign of a limit it sends one
 * request at a time. A request that was allowed before and is rejected now is sent again after the time
 * that the server names, as long as that ends before the deadline.
 *
 * @param deadline of the run, as `performance.now()` counts
 */
export function respectRateLimit(
  http: HttpDriver,
  { signal, deadline }: { signal: AbortSignal; deadline: number },
): RateLimitClient {
  const allowed = new Set<string>()
  let oneAtATime = false
  let last: Promise<unknown> = Promise.resolve()

  async function repeat(request: WireRequest, until?: 'body' | 'head'): Promise<Exchange> {
    const key = `${request.method} ${request.url.split('?', 1)[0] ?? ''}`
    for (let count = 0; ; count += 1) {
      const exchange = await http.send(request, until)
      const { response } = exchange
      if (!response) return exchange
      if (isExhausted(response)) oneAtATime = true
      if (!isLimited(response)) {
        allowed.add(key)
        return exchange
      }
      // A route that always responds 429 is not a limit of this run.
      if (!allowed.has(key)) return exchange
      oneAtATime = true
      const wait = retryAfterMs(response) ?? defaultWaitMs
      if (count === maxRepeats || performance.now() + wait >= deadline)
        return { ...exchange, limited: true }
      await sleep(wait, undefined, { signal }).catch(() => undefined)
    }
  }

  const inTurn: RateLimitClient['inTurn'] = (work) => {
    if (!oneAtATime) return work()
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  return { inTurn, send: (request, until) => inTurn(() => repeat(request, until)) }
}
