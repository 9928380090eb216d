import { blocked, readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

/** The steps bypass the cache: after a 304 the browser uses the header of the cached response. */
const steps = [
  fetches('app', 'The page requests the items.', { credentials: 'omit', cache: 'no-store' }),
  fetches('app', 'It sends a second request.', { credentials: 'omit', cache: 'no-store' }),
]

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: 'Every other request is blocked: a pattern with the g flag',
  prose:
    'With the g flag RegExp.test starts where the last match ended. The same origin is allowed, then blocked, then allowed again.',
  wrong: {
    server: verifyServer('express-global-pattern'),
    steps,
    expected: [readable('GET'), blocked(['GET', 200])],
  },
  right: {
    server: rightExpress,
    steps,
    expected: [readable('GET'), readable('GET')],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  app: 'packages/config/src/origin.ts',
}
