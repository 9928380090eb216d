import { blocked, readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { ownServer } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

// The server is right on both sides; the sides differ in the service worker.
const worker = new URL('../runner/service-worker.js', import.meta.url).href

export const scenario: Scenario = {
  group: 'no-header-named',
  title:
    'A service worker requests with no-cors: Failed to fetch, although the API allows the page',
  prose:
    'A service worker responds to the fetch of its page with what it has requested itself, or with what it has in a cache. With mode no-cors that is an opaque response, and a request with mode cors fails with it. The same applies to an opaque response in the Cache API. Pass the request of the page on, with fetch(event.request).',
  wrong: {
    server: ownServer(worker, 'wrong', rightFastify.listen),
    steps: [
      fetches('app', 'The page requests the items; its service worker does so with mode no-cors.', {
        serviceWorker: 'no-cors',
      }),
    ],
    expected: [blocked(['GET', 200])],
  },
  right: {
    server: ownServer(worker, 'right', rightFastify.listen),
    steps: [
      fetches('app', 'The page requests the items; its service worker passes the request on.', {
        serviceWorker: 'cors',
      }),
    ],
    expected: [readable('GET')],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-fetch',
  app: 'apps/api/src/cors/cors-plugin.ts',
}
