import { patches } from './_acts.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

export const scenario: Scenario = {
  group: 'Preflights',
  title: 'A page that calls fetch with method patch is refused by a list that says PATCH',
  prose:
    'fetch turns get, post, put, delete, head and options into capitals, and leaves patch as it is. The server is right, and is not what has to change: the page writes PATCH.',
  wrong: {
    setUp: rightFastify,
    acts: [patches('app', 'The page renames an item with method patch.', { method: 'patch' })],
    promised: [{ readable: false, serverSaw: ['OPTIONS'] }],
  },
  right: {
    setUp: rightFastify,
    acts: [patches('app', 'The page renames an item with method PATCH.')],
    promised: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-method-normalize',
  failure: 25,
  app: 'apps/web/src/api/client.ts',
}
