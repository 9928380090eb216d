import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [fetches('app', 'The page requests the items.')]

export const scenario: Scenario = {
  group: 'wrong-allow-origin',
  title: 'Two Access-Control-Allow-Origin lines: the API and the proxy both add it',
  prose:
    'Each line is right by itself. The browser joins both to one value with a comma, and that value is not an origin. Let one layer add CORS headers.',
  wrong: {
    server: verifyServer('proxy-doubles-allow-origin'),
    steps,
    expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [200] }],
  },
  right: {
    server: rightProxy,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 12,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
