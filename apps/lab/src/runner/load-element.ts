import type { Outcome, Action } from '../shared/types.ts'

/** Engines that keep no entry of a request that fails let this pass. */
const beaconMilliseconds = 3000

type FetchAction = Extract<Action, { kind: 'fetch' }>

/**
 * Loads a URL as an element of the page does.
 *
 * @throws what the page gets: of an image that is not to be read, the error of its canvas
 */
export async function loadElement(url: string, action: FetchAction): Promise<Outcome> {
  if (action.element === 'beacon') return sendBeacon(url, action)
  if (action.element === 'image') await readPixel(url, action)
  else if (action.element === 'font') await new FontFace('loaded', `url("${url}")`).load()
  else await runModule(url)
  return { readable: true }
}

/** `sendBeacon` returns before the request is sent, so this waits until the browser has done with it. */
async function sendBeacon(url: string, { headers = {}, body = '' }: FetchAction): Promise<Outcome> {
  const type = headers['Content-Type'] ?? ''
  const isQueued = navigator.sendBeacon(url, new Blob([body], { type }))
  await untilRequested(url)
  return { readable: false, error: `sendBeacon returned ${isQueued}` }
}

/** Waits for the entry of the request in the Performance timeline. */
async function untilRequested(url: string): Promise<void> {
  for (let waited = 0; waited < beaconMilliseconds; waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    if (performance.getEntriesByName(url).length > 0) return
  }
}

async function readPixel(url: string, { mode, credentials }: FetchAction): Promise<void> {
  const image = new Image()
  if (mode !== 'no-cors')
    image.crossOrigin = credentials === 'include' ? 'use-credentials' : 'anonymous'
  image.src = url
  await image.decode()
  const context = document.createElement('canvas').getContext('2d')
  context?.drawImage(image, 0, 0)
  context?.getImageData(0, 0, 1, 1)
}

function runModule(url: string): Promise<void> {
  const script = document.createElement('script')
  script.type = 'module'
  script.src = url
  return new Promise((resolve, reject) => {
    script.addEventListener('load', () => resolve())
    script.addEventListener('error', () =>
      reject(new Error('an error event, which gives no reason')),
    )
    document.head.append(script)
  })
}
