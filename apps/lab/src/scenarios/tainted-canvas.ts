import { blocked } from './_expected.ts'
import { fetches } from './_steps.ts'
import { staticForEveryone } from './_static-servers.ts'
import type { Scenario } from '../shared/types.ts'

const image = { path: '/static/logo.png', credentials: 'omit', element: 'image' } as const

export const scenario: Scenario = {
  group: 'no-header-named',
  title: 'Tainted canvas: an image without the crossorigin attribute',
  prose:
    'An <img> of another origin is shown without CORS. Drawn on a canvas it taints it: getImageData and toBlob throw a SecurityError, although the server allows every origin. Without the attribute the browser sends a no-cors request. With <img crossorigin> it sends Origin and checks the response; the server must allow the page then, or the image is not shown at all. The same applies to WebGL textures.',
  wrong: {
    server: staticForEveryone,
    steps: [
      fetches('app', 'The page reads the pixels of an <img>.', { ...image, mode: 'no-cors' }),
    ],
    expected: [blocked(['GET', 200])],
  },
  right: {
    server: staticForEveryone,
    steps: [fetches('app', 'The page reads the pixels of an <img crossorigin>.', image)],
    expected: [{ readable: true, serverSaw: ['GET'], serverResponded: [200] }],
  },
  spec: 'https://html.spec.whatwg.org/multipage/canvas.html#security-with-canvas-elements',
  failure: 1,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
