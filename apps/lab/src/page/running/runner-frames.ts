import type { Outcome, PageName, Action } from '../../shared/types.ts'
import { localOriginOf } from './page-origins.ts'

/** A page: a hidden frame at its local origin, which runs actions. */
interface Runner {
  frame: HTMLIFrameElement
  /** Resolves when the page has loaded. */
  ready: Promise<void>
}

const loadMilliseconds = 15_000
/** Longer than the frame's own limit for one action. */
const stepMilliseconds = 15_000

/** The pages by their local origins; the sandboxed one by its name. */
const runners = new Map<string, Runner>()
let lastKey = 0

/**
 * Runs an action in a page, and returns its result for the page's JavaScript.
 *
 * @param api the origin of the run in the browser
 * @throws {Error} if the page does not load or does not respond within 15 seconds
 */
export async function runStep(page: PageName, api: string, action: Action): Promise<Outcome> {
  const { frame, ready } = runnerOf(page, api)
  await ready
  const key = ++lastKey
  const outcome = new Promise<Outcome>((resolve, reject) => {
    const stop = listenTo(frame, (message) => {
      if (message.type !== 'outcome' || message.key !== key) return
      finish()
      resolve(message.outcome as Outcome)
    })
    const timer = setTimeout(() => {
      finish()
      reject(new Error(`The page at ${localOriginOf(page, api)} did not respond.`))
    }, stepMilliseconds)
    const finish = () => {
      clearTimeout(timer)
      stop()
    }
  })
  // An opaque origin cannot be a target, so it is *. The message has no data to protect.
  const target = page === 'sandbox' ? '*' : localOriginOf(page, api)
  frame.contentWindow?.postMessage({ type: 'run', key, api, action: plain(action) }, target)
  return outcome.finally(() => {
    // A service worker controls its page until the page is removed.
    if (action.kind === 'fetch' && action.serviceWorker) removeRunner(keyOf(page, api))
  })
}

/** Removes the page at an API's own origin, if there is one. */
export function closePage(api: string): void {
  removeRunner(keyOf('api', api))
}

function runnerOf(page: PageName, api: string): Runner {
  const key = keyOf(page, api)
  const known = runners.get(key)
  if (known) return known
  const runner = createRunner(page, localOriginOf(page, api))
  runners.set(key, runner)
  // The next action loads the page again.
  runner.ready.catch(() => removeRunner(key))
  return runner
}

function keyOf(page: PageName, api: string): string {
  return page === 'sandbox' ? page : localOriginOf(page, api)
}

function removeRunner(key: string): void {
  runners.get(key)?.frame.remove()
  runners.delete(key)
}

function createRunner(page: PageName, origin: string): Runner {
  const frame = document.createElement('iframe')
  if (page === 'sandbox') frame.sandbox.add('allow-scripts')
  frame.title = `The page at ${origin}`
  frame.className = 'runner'
  frame.tabIndex = -1
  frame.setAttribute('aria-hidden', 'true')
  const ready = new Promise<void>((resolve, reject) => {
    const stop = listenTo(frame, (message) => {
      if (message.type !== 'ready') return
      clearTimeout(timer)
      stop()
      resolve()
    })
    const timer = setTimeout(() => {
      stop()
      reject(
        new Error(
          `The page at ${origin} did not load. Names under .localhost must resolve to this machine.`,
        ),
      )
    }, loadMilliseconds)
  })
  // A page of the API's own origin has another port than the lab.
  frame.src = `${origin}/runner.html?lab=${location.port || 80}`
  document.body.append(frame)
  return { frame, ready }
}

/** Listens to messages of a frame. Its window identifies it, because its origin can be opaque. */
function listenTo(
  frame: HTMLIFrameElement,
  onMessage: (message: Record<string, unknown>) => void,
): () => void {
  const listener = ({ source, data }: MessageEvent<unknown>) => {
    if (source === null || source !== frame.contentWindow) return
    if (typeof data === 'object' && data !== null) onMessage(data as Record<string, unknown>)
  }
  addEventListener('message', listener)
  return () => removeEventListener('message', listener)
}

/** Returns a copy of an action: a reactive proxy cannot be posted. */
function plain(action: Action): Action {
  return JSON.parse(JSON.stringify(action)) as Action
}
