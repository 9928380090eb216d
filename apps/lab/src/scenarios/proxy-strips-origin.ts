import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [fetches('app', 'The page requests the items.')]

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: 'The proxy removes Origin from the request',
  prose:
    'The API gets no Origin, so it sends no Access-Control-Allow-Origin. Compare the request that the browser sent with the one that the server received.',
  wrong: {
    server: verifyServer('proxy-strips-origin'),
    steps,
    expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [200] }],
  },
  right: {
    server: rightProxy,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#origin-header',
  failure: 1,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
