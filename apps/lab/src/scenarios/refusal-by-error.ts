import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('attacker', 'A stranger’s page asks for the items.'),
  fetches('app', 'The page asks for the items.'),
]

export const scenario: Scenario = {
  group: 'Errors and streams',
  title: 'A stranger’s page makes a 500 because its origin is refused by an error',
  prose:
    'The README’s example hands an Error to the callback, and an Error is a 500. Every bot with an Origin then raises an alarm, and real failures drown. A refusal is an answer without Access-Control-Allow-Origin.',
  wrong: {
    setUp: verifySetUp('express-rejection-by-error'),
    acts,
    promised: [
      { readable: false, serverSaw: ['GET'], serverAnswered: [500] },
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
  spec: 'https://fetch.spec.whatwg.org/#http-responses',
  failure: 22,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
