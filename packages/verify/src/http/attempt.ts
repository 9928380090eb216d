import type { Exchange, WireRequest } from '../exchange.ts'
import { timedOut } from './network-error.ts'

/** The time limits of an attempt to send a request. */
export interface AttemptLimits {
  /** Milliseconds until a response must have begun, without the wait for a free connection. */
  timeoutMs: number
  /** Aborts every request when the time limit of the run is reached. */
  signal: AbortSignal
}

/** The outcome of a request: a response, a network error, or a cut-off by a limit of the run. */
export type Outcome = Omit<Exchange, 'request'>

/** The callbacks through which the sender of a request reports its progress. */
export interface Attempt {
  /** Reports the outcome. Only the first one counts. */
  settle: (outcome: Outcome) => void
  /** Reports that the request is being sent: its time limit starts. */
  begin: () => void
  /** Reports that the head of the response has arrived: the time limit does not apply to the body. */
  headArrived: () => void
}

/**
 * Waits for the outcome of one request: a response, an error, its time-out or the end of the run.
 *
 * @param send sends the request; the object that it returns is destroyed if no response arrives in time
 */
export function attempt(
  request: WireRequest,
  { signal, timeoutMs }: AttemptLimits,
  send: (attempt: Attempt) => { destroy: () => unknown },
): Promise<Exchange> {
  // The run may have ended while the request waited for its turn.
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
