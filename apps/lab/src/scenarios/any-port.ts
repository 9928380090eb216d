import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('other-port', 'https://app.example.com:8443 requests the items, with credentials.'),
  fetches('app', 'The page requests the items.'),
]

export const scenario: Scenario = {
  group: 'readable-by-others',
  title: 'Every port of the allowed host is allowed',
  prose:
    'The port is a part of the origin. On a shared host or a developer’s machine another port is another program, which may belong to another user.',
  wrong: {
    server: verifyServer('fastify-any-port'),
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
