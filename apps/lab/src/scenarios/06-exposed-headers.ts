import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page reads how many items there are, and how they may be cached.', {
    reads: ['X-Total-Count', 'Cache-Control'],
  }),
]

export const scenario: Scenario = {
  group: 'null-header',
  title: 'X-Total-Count is null: the header is not exposed',
  prose:
    'The header arrives, and the network panel shows it. JavaScript reads null: of a cross-origin response it sees seven safelisted headers, Cache-Control among them. All others need Access-Control-Expose-Headers.',
  wrong: {
    server: verifyServer('fastify-exposes-nothing'),
    steps,
    expected: [
      {
        readable: true,
        status: 200,
        values: { 'X-Total-Count': null, 'Cache-Control': 'no-cache' },
        serverSaw: ['GET'],
      },
    ],
  },
  right: {
    server: rightFastify,
    steps,
    expected: [
      {
        readable: true,
        status: 200,
        values: { 'X-Total-Count': '2', 'Cache-Control': 'no-cache' },
        serverSaw: ['GET'],
      },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-expose-headers',
  failure: 8,
  app: 'packages/config/src/cors-policy.ts',
}
