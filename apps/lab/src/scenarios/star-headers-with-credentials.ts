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
  title: 'Access-Control-Allow-Headers: * with credentials',
  prose:
    'With credentials: include * is a literal header name, not a wildcard. Without credentials it covers every header except Authorization. List the headers that pages set.',
  wrong: {
    server: verifyServer('hono-star-headers'),
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
