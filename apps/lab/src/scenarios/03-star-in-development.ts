import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('app', 'The page asks without credentials.', { credentials: 'omit' }),
  fetches('app', 'The page asks with credentials, as it does once somebody signs in.'),
  fetches('attacker', 'A stranger’s page asks without credentials.', { credentials: 'omit' }),
]

export const scenario: Scenario = {
  group: 'The tutorial',
  title: 'A page that calls with credentials is refused by *, and every stranger without is not',
  prose:
    'Sending * in development looks like a way to have peace. It lasts until the first request with credentials: browsers refuse * for those, whatever else the answer says. In the meantime any page on the web may read what the API tells without a cookie, on a developer’s machine too.',
  wrong: {
    setUp: verifySetUp('fastify-star-with-credentials'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['GET'], serverAnswered: [200] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  right: {
    setUp: rightFastify,
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials',
  failure: 3,
  app: 'packages/config/src/environments.ts',
}
