import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page reads how many items there are.', { reads: ['X-Total-Count'] }),
]

export const scenario: Scenario = {
  group: 'null-header',
  title: 'X-Total-Count is null: the proxy removes Access-Control-Expose-Headers',
  prose:
    'The API exposes the header, and its tests pass. The proxy in front of it forwards only the headers that it knows.',
  wrong: {
    server: verifyServer('proxy-strips-expose'),
    steps,
    expected: [
      { readable: true, status: 200, values: { 'X-Total-Count': null }, serverSaw: ['GET'] },
    ],
  },
  right: {
    server: rightProxy,
    steps,
    expected: [
      { readable: true, status: 200, values: { 'X-Total-Count': '2' }, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-expose-headers',
  failure: 8,
  app: 'packages/config/src/cors-policy.ts',
}
