import { patches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [patches('app', 'The page renames an item.')]

export const scenario: Scenario = {
  group: 'preflight',
  title: 'The preflight fails with 401 although it has every CORS header',
  prose:
    'The CORS headers are there, and the status makes the preflight fail: it must be 200 to 299. A preflight carries no cookies, so a session check always rejects it.',
  wrong: {
    server: verifyServer('express-preflight-401-with-headers'),
    steps,
    expected: [{ readable: false, serverSaw: ['OPTIONS'], serverResponded: [401] }],
  },
  right: {
    server: rightExpress,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
  failure: 10,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
