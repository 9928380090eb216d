import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('attacker', 'A stranger’s page asks for the items, with cookies.'),
  fetches('app', 'The page asks for the items.'),
]

export const scenario: Scenario = {
  group: 'Strangers get in',
  title: 'A stranger’s page reads the items, with cookies, because every Origin is echoed',
  prose:
    'The server sends back whatever Origin says, and allows credentials. Every page on the web may then read, with the visitor’s cookies, all that the visitor may read. It is worse than *, which browsers refuse with credentials.',
  wrong: {
    setUp: verifySetUp('fastify-reflects-any-origin'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  right: {
    setUp: rightFastify,
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
