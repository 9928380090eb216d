import { blocked, readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { withCors, withoutCors } from './_first-cors-layer.ts'
import type { Scenario } from '../shared/types.ts'

export const scenario: Scenario = {
  group: 'no-header-named',
  title: 'mode: no-cors removes the error, and the response too',
  prose:
    'With no-cors there is no CORS check and nothing to read: the response is opaque, with status 0, no headers and no body. The fix is on the server.',
  wrong: {
    server: withoutCors,
    steps: [
      fetches('app', 'The page sends a request with mode no-cors.', {
        mode: 'no-cors',
        credentials: 'omit',
      }),
    ],
    expected: [blocked(['GET', 200])],
  },
  right: {
    server: withCors,
    steps: [fetches('app', 'The page requests the items.', { credentials: 'omit' })],
    expected: [readable('GET')],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-filtered-response-opaque',
  failure: 1,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
