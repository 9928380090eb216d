import type { Outcome, Action } from '../shared/types.ts'
import { loadElement } from './load-element.ts'
import { sendBeacon } from './send-beacon.ts'
import { throughServiceWorker } from './through-service-worker.ts'

const timeoutMilliseconds = 8000
const tooLate: Outcome = { readable: false, error: 'TimeoutError: no response within 8 seconds' }

/** Takes an action, and says what a page's JavaScript sees of it: an error is an outcome too. */
export async function runStep(api: string, action: Action): Promise<Outcome> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), timeoutMilliseconds)
  try {
    return await take(api, action, stop.signal)
  } catch (error) {
    return stop.signal.aborted ? tooLate : { readable: false, error: String(error) }
  } finally {
    clearTimeout(timer)
  }
}

async function take(api: string, action: Action, signal: AbortSignal): Promise<Outcome> {
  switch (action.kind) {
    case 'fetch':
      if (action.element) return loadElement(api + action.path, action)
      return action.serviceWorker
        ? throughServiceWorker(action.serviceWorker, () => takeFetch(api, action, signal))
        : takeFetch(api, action, signal)
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

async function takeFetch(
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
  // Read to its end, so that a cache keeps it. A stream has no end.
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

/** Resolves at the first event of a type, or at the first error: no later one changes what it is. */
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
