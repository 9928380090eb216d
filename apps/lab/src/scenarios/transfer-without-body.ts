import cors from 'cors'
import { allowedOrigins } from 'cors-verify/servers/api'
import { blocked } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveExpress } from './_bases.ts'
import { verifyServer } from './_helpers.ts'
import { regions } from './_regions.ts'
import { rightExpressCors as rightCors } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('attacker', 'The attacker’s page sends a POST without a body.', {
    method: 'POST',
    path: '/api/transfer',
    mode: 'no-cors',
  }),
]

const right = {
  // #region right
  listen: () =>
    serveExpress((app) => {
      app.use(cors(rightCors))
      app.post('/api/transfer', (request, response) => {
        const { origin = '' } = request.headers
        if (!allowedOrigins.includes(origin)) response.sendStatus(403)
        else response.json({ transferred: true })
      })
    }),
  // #endregion
}

export const scenario: Scenario = {
  group: 'requests-by-others',
  title: 'CSRF with a POST without a body, past a check of its type',
  prose:
    'The guard checks requests whose body is JSON. A POST without a body has no type, passes, and does the same.',
  wrong: {
    server: verifyServer('express-csrf-guard-for-json-only'),
    steps,
    expected: [blocked(['POST', 200])],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-express.ts'),
    steps,
    expected: [blocked(['POST', 403])],
  },
  spec: 'https://fetch.spec.whatwg.org/#origin-header',
  app: 'apps/api/src/cors/origin-guard.ts',
}
