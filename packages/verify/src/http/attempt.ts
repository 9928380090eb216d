import type { Exchange, WireRequest } from '../exchange.ts'
import { timedOut } from './network-error.ts'

/** What ends an attempt, and how much time it has. */
export interface AttemptLimits {
  /** Milliseconds a response may take; waiting for a free connection is not counted. */
  timeoutMs: number
  /** Ends every request when the run's time is up. */
  signal: AbortSignal
}

/** What became of a request. */
export type Outcome = Omit<Exchange, 'request'>

/** A request under way. The first outcome counts. */
export interface Attempt {
  settle: (outcome: Outcome) => void
  /** The request leaves: its time begins. */
  begin: () => void
  /** The head has arrived in time; a body that does not end is a stream. */
  headArrived: () => void
}

/**
 * Waits for the outcome of one request: a response, an error, its time-out or the end of the run.
 *
 * @param send sends the request; what it returns is destroyed if no response came in time
 */
export function attempt(
  request: WireRequest,
  { signal, timeoutMs }: AttemptLimits,
  send: (attempt: Attempt) => { destroy: () => unknown },
): Promise<Exchange> {
  // It may have waited for its turn.
  if (signal.aborted) return Promise.resolve({ request, cutOff: timeIsUp })
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined
    const settle = (outcome: Outcome) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      resolve({ request, ...outcome })
    }
    const giveUp = (outcome: Outcome) => {
      settle(outcome)
      sending.destroy()
    }
    const onAbort = () => giveUp({ cutOff: timeIsUp })
    signal.addEventListener('abort', onAbort)
    const sending = send({
      settle,
      begin() {
        const networkError = timedOut(new URL(request.url), timeoutMs)
        timer = setTimeout(() => giveUp({ networkError }), timeoutMs)
      },
      headArrived: () => clearTimeout(timer),
    })
  })
}

/** Reason for a cut-off by the time limit of the run. */
export const timeIsUp = 'The time limit of the run was reached: raise it with --run-timeout.'
