import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [fetches('app', 'The page requests the items.')]

export const scenario: Scenario = {
  group: 'credentials',
  title: 'Access-Control-Allow-Credentials sent twice, by the API and a proxy',
  prose:
    'Two lines of one header are one value, joined by a comma. The browser reads “true, true”, which is not true.',
  wrong: {
    server: verifyServer('proxy-doubles-allow-credentials'),
    steps,
    expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [200] }],
  },
  right: {
    server: rightProxy,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-credentials',
  failure: 12,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
