import { fetches } from './_acts.ts'
import { verifyServer } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [fetches('app', 'The page requests the items.')]

export const scenario: Scenario = {
  group: 'wrong-allow-origin',
  title: 'Two Access-Control-Allow-Origin lines: the API and the proxy both add it',
  prose:
    'Each line is right by itself. The browser joins both to one value with a comma, and that value is not an origin. Let one layer add CORS headers.',
  wrong: {
    server: verifyServer('proxy-doubles-allow-origin'),
    acts,
    expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [200] }],
  },
  right: {
    server: rightProxy,
    acts,
    expected: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 12,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
