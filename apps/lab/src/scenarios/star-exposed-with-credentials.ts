import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page reads the total without credentials.', {
    credentials: 'omit',
    reads: ['X-Total-Count'],
  }),
  fetches('app', 'It reads the total with credentials.', { reads: ['X-Total-Count'] }),
]

export const scenario: Scenario = {
  group: 'null-header',
  title: 'Access-Control-Expose-Headers: * with credentials',
  prose:
    'Without credentials * exposes every header. With credentials: include it is a literal name, the header “*”. The same response, requested both ways, shows it.',
  wrong: {
    server: verifyServer('express-exposes-star'),
    steps,
    expected: [
      { readable: true, status: 200, values: { 'X-Total-Count': '2' }, serverSaw: ['GET'] },
      { readable: true, status: 200, values: { 'X-Total-Count': null }, serverSaw: ['GET'] },
    ],
  },
  right: {
    server: rightExpress,
    steps,
    expected: [
      { readable: true, status: 200, values: { 'X-Total-Count': '2' }, serverSaw: ['GET'] },
      { readable: true, status: 200, values: { 'X-Total-Count': '2' }, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-expose-headers',
  failure: 15,
  app: 'packages/config/src/cors-policy.ts',
}
