import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('app', 'The page reads how many items there are.', { reads: ['X-Total-Count'] }),
]

export const scenario: Scenario = {
  group: 'Headers the page reads',
  title: 'A page reads null where a proxy takes Access-Control-Expose-Headers off',
  prose:
    'The API exposes the header, and its tests are green. Between it and the page stands a proxy that passes on the headers it knows.',
  wrong: {
    setUp: verifySetUp('proxy-strips-expose'),
    acts,
    promised: [
      { readable: true, status: 200, values: { 'X-Total-Count': null }, serverSaw: ['GET'] },
    ],
  },
  right: {
    setUp: rightProxy,
    acts,
    promised: [
      { readable: true, status: 200, values: { 'X-Total-Count': '2' }, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-expose-headers',
  failure: 8,
  app: 'packages/config/src/cors-policy.ts',
}
