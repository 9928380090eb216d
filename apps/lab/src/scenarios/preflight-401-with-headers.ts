import { patches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [patches('app', 'The page renames an item.')]

export const scenario: Scenario = {
  group: 'Preflights',
  title: 'A page may not PATCH although its preflight has every header, for its status is 401',
  prose:
    'The CORS headers are all there, and the status alone refuses. A preflight carries no cookie, so no session check can ever say yes to it.',
  wrong: {
    setUp: verifySetUp('express-preflight-401-with-headers'),
    acts,
    promised: [{ readable: false, serverSaw: ['OPTIONS'], serverAnswered: [401] }],
  },
  right: {
    setUp: rightExpress,
    acts,
    promised: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
  failure: 10,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
