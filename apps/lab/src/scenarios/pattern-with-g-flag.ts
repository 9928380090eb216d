import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

/** Past the cache: a 304 without the header would leave what the first answer said in force. */
const acts = [
  fetches('app', 'The page asks for the items.', { credentials: 'omit', cache: 'no-store' }),
  fetches('app', 'It asks again.', { credentials: 'omit', cache: 'no-store' }),
]

export const scenario: Scenario = {
  group: 'The page is refused',
  title: 'A page reads every other answer because a pattern remembers where it stopped',
  prose:
    'A regular expression with the g flag begins its next test where the last one ended. The same origin is allowed, then refused, then allowed again: a failure that comes and goes.',
  wrong: {
    setUp: verifySetUp('express-global-pattern'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['GET'], serverAnswered: [200] },
    ],
  },
  right: {
    setUp: rightExpress,
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  app: 'packages/config/src/origin.ts',
}
