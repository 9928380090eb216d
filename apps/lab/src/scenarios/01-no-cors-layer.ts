import { fetches } from './_acts.ts'
import { withCors, withoutCors } from './_first-cors-layer.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [fetches('app', 'The page asks for the items.', { credentials: 'omit' })]

export const scenario: Scenario = {
  group: 'The FastAPI tutorial',
  title: 'An API without a CORS layer answers 200, and the page reads nothing',
  prose:
    'The request reaches the server and the server answers it. The browser then keeps the answer from the page, for no header says that this origin may read it. The server’s log shows a 200, the page’s console an error.',
  wrong: {
    setUp: withoutCors,
    acts,
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [200] }],
  },
  right: {
    setUp: withCors,
    acts,
    promised: [{ readable: true, status: 200, serverSaw: ['GET'], serverAnswered: [200] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 1,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
