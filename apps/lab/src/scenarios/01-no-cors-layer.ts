import { fetches } from './_steps.ts'
import { withCors, withoutCors } from './_first-cors-layer.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [fetches('app', 'The page requests the items.', { credentials: 'omit' })]

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: 'No Access-Control-Allow-Origin: the API has no CORS layer',
  prose:
    'The request reaches the server, and the server responds with 200. The browser blocks the response, because no header allows this origin. The server’s log shows a 200, the console of the browser an error.',
  wrong: {
    server: withoutCors,
    steps,
    expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [200] }],
  },
  right: {
    server: withCors,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['GET'], serverResponded: [200] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 1,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
