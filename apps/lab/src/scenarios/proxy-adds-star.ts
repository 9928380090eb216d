import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [fetches('app', 'The page requests the items.')]

export const scenario: Scenario = {
  group: 'wrong-allow-origin',
  title: 'Two values in Allow-Origin: the origin of the API and * of the proxy',
  prose:
    'The proxy adds * and the API names the origin. The browser joins both values, and the result matches no origin.',
  wrong: {
    server: verifyServer('proxy-adds-star'),
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
