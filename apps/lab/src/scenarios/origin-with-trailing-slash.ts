import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [fetches('app', 'The page asks for the items.')]

export const scenario: Scenario = {
  group: 'The page is refused',
  title: 'A page is refused because the list has its origin with a trailing slash',
  prose:
    'Origins are compared character by character, and browsers send no slash at the end. The address bar shows one, so it is what gets copied. The entry matches nobody.',
  wrong: {
    setUp: verifySetUp('express-trailing-slash'),
    acts,
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [200] }],
  },
  right: {
    setUp: rightExpress,
    acts,
    promised: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#origin-header',
  failure: 5,
  app: 'packages/config/src/check-origin.ts',
}
