import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches(
    'sandbox',
    'A page in a sandboxed frame, whose origin is null, requests the items, with credentials.',
  ),
  fetches('app', 'The page requests the items.'),
]

export const scenario: Scenario = {
  group: 'readable-by-others',
  title: 'null is on the allowlist: every sandboxed frame is allowed',
  prose:
    'Browsers send Origin: null for files, sandboxed frames and some redirects. Every site can put its script into a sandboxed frame, so null on the list allows every site.',
  wrong: {
    server: verifyServer('fastify-null-allowed'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  right: {
    server: rightFastify,
    steps,
    expected: [
      { readable: false, serverSaw: ['GET'], serverResponded: [200] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 21,
  app: 'packages/config/src/origin.ts',
}
