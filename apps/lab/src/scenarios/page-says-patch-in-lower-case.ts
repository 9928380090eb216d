import { readable } from './_expected.ts'
import { patches } from './_steps.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

export const scenario: Scenario = {
  group: 'preflight',
  title: 'fetch with method patch instead of PATCH',
  prose:
    'fetch converts delete, get, head, options, post and put to upper case, and leaves patch. Methods are case-sensitive, so patch is not on the list. The fix is in the page: write PATCH.',
  wrong: {
    server: rightFastify,
    steps: [patches('app', 'The page renames an item with method patch.', { method: 'patch' })],
    expected: [{ readable: false, serverSaw: ['OPTIONS'] }],
  },
  right: {
    server: rightFastify,
    steps: [patches('app', 'The page renames an item with method PATCH.')],
    expected: [readable('OPTIONS', 'PATCH')],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-method-normalize',
  failure: 25,
  app: 'apps/web/src/api/client.ts',
}
