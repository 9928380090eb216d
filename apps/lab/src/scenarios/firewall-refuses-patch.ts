import { patches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [patches('app', 'The page renames an item.')]

export const scenario: Scenario = {
  group: 'Errors and streams',
  title: 'A page cannot read the 403 of a firewall that refuses PATCH',
  prose:
    'The preflight reaches the API and is right. The PATCH is answered by the firewall, which knows nothing of CORS, so the page hears of a network error and never of a 403.',
  wrong: {
    setUp: verifySetUp('proxy-rejects-patch'),
    acts,
    promised: [{ readable: false, serverSaw: ['OPTIONS', 'PATCH'], serverAnswered: [204, 403] }],
  },
  right: {
    setUp: rightProxy,
    acts,
    promised: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 2,
  app: 'apps/api/src/cors/cors-server-response.ts',
}
