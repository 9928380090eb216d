import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches(
    'sandbox',
    'A page in a sandboxed frame, whose origin is null, asks for the items, with cookies.',
  ),
  fetches('app', 'The page asks for the items.'),
]

export const scenario: Scenario = {
  group: 'Strangers get in',
  title: 'A sandboxed frame of any site reads the items because null is on the list',
  prose:
    'null is what browsers send for pages without an origin of their own: files, sandboxed frames, some redirects. Any site can put its script in a sandboxed frame, so null on the list means everybody.',
  wrong: {
    setUp: verifySetUp('fastify-null-allowed'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  right: {
    setUp: rightFastify,
    acts,
    promised: [
      { readable: false, serverSaw: ['GET'], serverAnswered: [200] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 21,
  app: 'packages/config/src/origin.ts',
}
