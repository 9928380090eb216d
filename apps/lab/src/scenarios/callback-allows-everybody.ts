import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('attacker', 'A stranger’s page asks for the items, with cookies.'),
  fetches('app', 'The page asks for the items.'),
]

export const scenario: Scenario = {
  group: 'Strangers get in',
  title: 'A stranger’s page reads the items because a callback says true to everybody',
  prose:
    'The callback was to hold a check some day, and answers allow(null, true) until then. To the middleware that is leave to echo any Origin, with credentials.',
  wrong: {
    setUp: verifySetUp('express-reflects-any-origin'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  right: {
    setUp: rightExpress,
    acts,
    promised: [
      { readable: false, serverSaw: ['GET'], serverAnswered: [200] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 21,
  app: 'packages/config/src/origin.ts',
}
