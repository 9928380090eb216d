import { patches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [patches('app', 'The page renames an item.')]

export const scenario: Scenario = {
  group: 'Preflights',
  title: 'A page may not PATCH because the list says patch',
  prose:
    'Methods are compared by case. Browsers send PATCH as the page spells it, and the list has another word.',
  wrong: {
    setUp: verifySetUp('express-lower-case-patch'),
    acts,
    promised: [{ readable: false, serverSaw: ['OPTIONS'] }],
  },
  right: {
    setUp: rightExpress,
    acts,
    promised: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-method-normalize',
  failure: 25,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
