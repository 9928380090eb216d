import type { Outcome, Action } from '../shared/types.ts'

type FetchAction = Extract<Action, { kind: 'fetch' }>

/**
 * Loads a URL as an element of the page does.
 *
 * @throws the error that the page gets, such as the SecurityError of a tainted canvas
 */
export async function loadElement(url: string, action: FetchAction): Promise<Outcome> {
  if (action.element === 'image') await readPixel(url, action)
  else if (action.element === 'font') await new FontFace('loaded', `url("${url}")`).load()
  else await runModule(url)
  return { readable: true }
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
