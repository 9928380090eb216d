import type { Outcome, Action } from '../shared/types.ts'
import { loadElement } from './load-element.ts'
import { sendBeacon } from './send-beacon.ts'
import { throughServiceWorker } from './through-service-worker.ts'

const timeoutMilliseconds = 8000
const tooLate: Outcome = { readable: false, error: 'TimeoutError: no response within 8 seconds' }

/**
 * Runs an action, and returns its result for the JavaScript of this page. It does not reject: an error is an
 * outcome too, also that of the timeout after 8 seconds.
 *
 * @param api the origin of the run in the browser
 */
export async function runStep(api: string, action: Action): Promise<Outcome> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), timeoutMilliseconds)
  try {
    return await perform(api, action, stop.signal)
  } catch (error) {
    return stop.signal.aborted ? tooLate : { readable: false, error: String(error) }
  } finally {
    clearTimeout(timer)
  }
}

async function perform(api: string, action: Action, signal: AbortSignal): Promise<Outcome> {
  switch (action.kind) {
    case 'fetch':
      if (action.element) return loadElement(api + action.path, action)
      return action.serviceWorker
        ? throughServiceWorker(action.serviceWorker, () => performFetch(api, action, signal))
        : performFetch(api, action, signal)
    case 'beacon':
      return sendBeacon(api + action.path, action)
    case 'event-stream': {
      const withCredentials = action.credentials === 'include'
      return firstOf(new EventSource(api + action.path, { withCredentials }), 'message', signal)
    }
    case 'web-socket':
      return firstOf(new WebSocket(api.replace(/^http/, 'ws') + action.path), 'open', signal)
  }
}

async function performFetch(
  api: string,
  action: Extract<Action, { kind: 'fetch' }>,
  signal: AbortSignal,
): Promise<Outcome> {
  const {
    method,
    path,
    headers = {},
    body,
    credentials,
    mode = 'cors',
    redirect,
    cache,
    reads = [],
  } = action
  const response = await fetch(api + path, {
    method,
    headers,
    credentials,
    mode,
    signal,
    ...(body !== undefined && { body }),
    ...(redirect && { redirect }),
    ...(cache && { cache }),
  })
  if (response.type.startsWith('opaque')) return { readable: false, opaque: true }
  // Browsers cache a response when its body has been read. A stream does not end.
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel()
  } else {
    await response.text()
  }
  return {
    readable: true,
    status: response.status,
    headers: [...response.headers.keys()],
    values: Object.fromEntries(reads.map((name) => [name, response.headers.get(name)])),
  }
}

/** Resolves at the first event of this type, at the first error, or at the timeout. */
function firstOf(
  source: EventSource | WebSocket,
  type: 'message' | 'open',
  signal: AbortSignal,
): Promise<Outcome> {
  const outcome = new Promise<Outcome>((resolve) => {
    source.addEventListener(type, () => resolve({ readable: true }))
    source.addEventListener('error', () =>
      resolve({ readable: false, error: 'an error event, which gives no reason' }),
    )
    signal.addEventListener('abort', () => resolve(tooLate))
  })
  return outcome.finally(() => source.close())
}
