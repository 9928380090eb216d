import { fetches } from './_acts.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

export const scenario: Scenario = {
  group: 'The page is refused',
  title: 'A page opened from the disk has the origin null, which no allowlist should have',
  prose:
    'A page of file:// has an opaque origin: the browser sends Origin: null, as it does for a sandboxed frame. No page of the web may open one of your disk, so a sandboxed frame plays it here; the API sees the same header. The server stays as it is: serve the page over http, with npx vite --port 5173 --strictPort, and list that origin.',
  wrong: {
    setUp: rightFastify,
    acts: [fetches('sandbox', 'The page of file:///home/you/index.html asks for the items.')],
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [200] }],
  },
  right: {
    setUp: rightFastify,
    acts: [fetches('app', 'The same page, served by a web server, asks for the items.')],
    promised: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-opaque',
  failure: 28,
  app: 'packages/config/src/origin.ts',
}
