import { patches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [patches('app', 'The page renames an item.')]

export const scenario: Scenario = {
  group: 'Preflights',
  title: 'A page may not PATCH because OPTIONS is answered 200 before CORS can',
  prose:
    'Somebody made OPTIONS ok for everybody, with a 200 and nothing in it. The status is right and says nothing: what the browser looks for are the headers.',
  wrong: {
    setUp: verifySetUp('express-options-before-cors'),
    acts,
    promised: [{ readable: false, serverSaw: ['OPTIONS'], serverAnswered: [200] }],
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
