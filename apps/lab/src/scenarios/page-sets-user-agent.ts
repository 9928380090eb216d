import { readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Expected, Scenario } from '../shared/types.ts'

const read: Expected = readable('GET')

export const scenario: Scenario = {
  group: 'preflight',
  title: 'Works in Chrome, fails in Firefox and Safari: the page sets User-Agent',
  prose:
    'The standard lets a page set User-Agent, and it is not safelisted, so it needs a preflight that allows it. Firefox and Safari do so. Chromium drops the header without an error and sends the request as if it were not there. Do not set it: name the client in a header that the API lists, or in the query.',
  wrong: {
    server: rightFastify,
    steps: [
      fetches('app', 'The page requests the items with a User-Agent of its own.', {
        headers: { 'User-Agent': 'shop/1.0' },
      }),
    ],
    expected: [{ readable: false, serverSaw: ['OPTIONS'], only: { chromium: read } }],
  },
  right: {
    server: rightFastify,
    steps: [
      fetches('app', 'The page names the client in the query.', {
        path: '/api/items?client=shop-1.0',
      }),
    ],
    expected: [read],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names',
  failure: 13,
  app: 'apps/web/src/api/client.ts',
}
