import { blocked, readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: 'A page from the disk (file://) has Origin: null',
  prose:
    'A page of file:// has an opaque origin: the browser sends Origin: null, as for a sandboxed frame. No website may open a file of your disk, so a sandboxed frame stands for it here; the API gets the same header. Do not allow null: serve the page over http, with npx vite --port 5173 --strictPort, and list that origin.',
  wrong: {
    server: rightFastify,
    steps: [fetches('sandbox', 'The page of file:///home/you/index.html requests the items.')],
    expected: [blocked(['GET', 200])],
  },
  right: {
    server: rightFastify,
    steps: [fetches('app', 'The same page, served by a web server, requests the items.')],
    expected: [readable('GET')],
  },
  spec: 'https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-opaque',
  failure: 28,
  app: 'packages/config/src/origin.ts',
}
