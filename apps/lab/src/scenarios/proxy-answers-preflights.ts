import { patches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [patches('app', 'The page renames an item.')]

export const scenario: Scenario = {
  group: 'Preflights',
  title: 'A page may not PATCH because a proxy answers its preflight and knows nothing of CORS',
  prose:
    'The API would have answered, and is never asked. A 204 of the proxy without headers refuses as surely as a 403.',
  wrong: {
    setUp: verifySetUp('proxy-responds-to-options'),
    acts,
    promised: [{ readable: false, serverSaw: ['OPTIONS'], serverAnswered: [204] }],
  },
  right: {
    setUp: rightProxy,
    acts,
    promised: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
  failure: 12,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
