import { patches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightHono } from './_right-hono.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  patches('app', 'The page renames an item without credentials.', { credentials: 'omit' }),
  patches('app', 'It renames one with credentials.'),
]

export const scenario: Scenario = {
  group: 'Preflights',
  title: 'A page with credentials may not send JSON because * is then the name of a header',
  prose:
    'In Access-Control-Allow-Headers, too, * is no wildcard once credentials are sent. List the headers that pages really set.',
  wrong: {
    setUp: verifySetUp('hono-star-headers'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] },
      { readable: false, serverSaw: ['OPTIONS'] },
    ],
  },
  right: {
    setUp: rightHono,
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] },
      { readable: true, status: 200 },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
  failure: 15,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
