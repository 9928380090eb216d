import type { Action, Outcome } from '../shared/types.ts'

/** WebKit adds no entry to the timeline for a request that fails. */
const limitMilliseconds = 3000

/** Sends a beacon, and waits until its request has finished or 3 seconds have passed: `sendBeacon` returns at once. */
export async function sendBeacon(
  url: string,
  { type, body }: Extract<Action, { kind: 'beacon' }>,
): Promise<Outcome> {
  const done = untilDone(url)
  const isQueued = navigator.sendBeacon(url, new Blob([body], { type }))
  await done
  return { readable: false, isQueued }
}

/** Waits for the entry of a request in the Performance timeline, or for the limit. */
function untilDone(url: string): Promise<void> {
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((entries) => {
      if (entries.getEntriesByName(url).length > 0) finish()
    })
    const timer = setTimeout(finish, limitMilliseconds)
    observer.observe({ type: 'resource' })

    function finish(): void {
      clearTimeout(timer)
      observer.disconnect()
      resolve()
    }
  })
}
