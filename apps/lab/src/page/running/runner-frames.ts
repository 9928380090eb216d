import type { Outcome, PageName, Action } from '../../shared/types.ts'
import { standInOrigin } from './stand-ins.ts'

/** A page on stage: a hidden frame at its stand-in origin, which does what it is told. */
interface Runner {
  frame: HTMLIFrameElement
  ready: Promise<void>
}

const loadMilliseconds = 15_000
/** Longer than the frame's own limit for one action. */
const stepMilliseconds = 15_000

/** By the origin of the page; a sandboxed frame by its name. */
const runners = new Map<string, Runner>()
let lastKey = 0

/** Lets a page do one action against the API, and tells what its JavaScript got. */
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
      reject(new Error(`The page at ${standInOrigin(page, api)} did not respond.`))
    }, stepMilliseconds)
    const finish = () => {
      clearTimeout(timer)
      stop()
    }
  })
  // An opaque origin cannot be named as a target; the message holds nothing secret.
  const target = page === 'sandbox' ? '*' : standInOrigin(page, api)
  frame.contentWindow?.postMessage({ type: 'run', key, api, action: plain(action) }, target)
  return outcome.finally(() => {
    // A service worker controls its page until that is gone.
    if (action.kind === 'fetch' && action.serviceWorker) removeRunner(keyOf(page, api))
  })
}

/** Closes the page at an API's own origin, if there is one. */
export function closePage(api: string): void {
  removeRunner(keyOf('api', api))
}

function runnerOf(page: PageName, api: string): Runner {
  const key = keyOf(page, api)
  const known = runners.get(key)
  if (known) return known
  const runner = createRunner(page, standInOrigin(page, api))
  runners.set(key, runner)
  // A page that did not load is tried again with the next action.
  runner.ready.catch(() => removeRunner(key))
  return runner
}

function keyOf(page: PageName, api: string): string {
  return page === 'sandbox' ? page : standInOrigin(page, api)
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
          `The page at ${origin} did not load. Names under .localhost must lead to this machine.`,
        ),
      )
    }, loadMilliseconds)
  })
  // A page of the API's own origin has another port than the lab.
  frame.src = `${origin}/runner.html?lab=${location.port || 80}`
  document.body.append(frame)
  return { frame, ready }
}

/** Messages of this frame and no other: its window tells, as its origin may be opaque. */
function listenTo(
  frame: HTMLIFrameElement,
  hear: (message: Record<string, unknown>) => void,
): () => void {
  const listener = ({ source, data }: MessageEvent<unknown>) => {
    if (source === null || source !== frame.contentWindow) return
    if (typeof data === 'object' && data !== null) hear(data as Record<string, unknown>)
  }
  addEventListener('message', listener)
  return () => removeEventListener('message', listener)
}

/** A copy that can be posted: reactive proxies cannot. */
function plain(action: Action): Action {
  return JSON.parse(JSON.stringify(action)) as Action
}
