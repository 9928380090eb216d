import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [fetches('app', 'The page asks for the items.')]

export const scenario: Scenario = {
  group: 'The page is refused',
  title: 'A page that moved to another origin is refused by a list that did not',
  prose:
    'The API allows https://www.example.com and nothing else. The page has moved to https://app.example.com, where everything looks the same but its origin.',
  wrong: {
    setUp: verifySetUp('fastify-another-origin'),
    acts,
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [200] }],
  },
  right: {
    setUp: rightFastify,
    acts,
    promised: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 1,
  app: 'packages/config/src/environments.ts',
}
