import { patches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightHono } from './_right-hono.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  patches('app', 'The page renames an item without credentials.', { credentials: 'omit' }),
  patches('app', 'It renames one with credentials.'),
]

export const scenario: Scenario = {
  group: 'preflight',
  title: 'Access-Control-Allow-Methods: * with credentials',
  prose:
    'Without credentials * means every method. With credentials: include it is a literal method name. The same preflight response allows one request and blocks the other.',
  wrong: {
    server: verifyServer('hono-star-methods'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] },
      { readable: false, serverSaw: ['OPTIONS'] },
    ],
  },
  right: {
    server: rightHono,
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] },
      { readable: true, status: 200 },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
  failure: 15,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
