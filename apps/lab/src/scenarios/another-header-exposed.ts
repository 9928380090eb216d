import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightHono } from './_right-hono.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page reads how many items there are.', { reads: ['X-Total-Count'] }),
]

export const scenario: Scenario = {
  group: 'null-header',
  title: 'X-Total-Count is null: only another header is exposed',
  prose:
    'Access-Control-Expose-Headers lists X-Request-Id. The page reads X-Total-Count, which was added to the API later.',
  wrong: {
    server: verifyServer('hono-exposes-another-header'),
    steps,
    expected: [
      { readable: true, status: 200, values: { 'X-Total-Count': null }, serverSaw: ['GET'] },
    ],
  },
  right: {
    server: rightHono,
    steps,
    expected: [
      { readable: true, status: 200, values: { 'X-Total-Count': '2' }, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-expose-headers',
  failure: 8,
  app: 'packages/config/src/cors-policy.ts',
}
