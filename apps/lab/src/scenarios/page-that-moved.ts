import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [fetches('app', 'The page requests the items.')]

export const scenario: Scenario = {
  group: 'wrong-allow-origin',
  title: 'The page moved to another origin, and the list did not change',
  prose:
    'The API allows https://www.example.com only. The page is now at https://app.example.com, which is another origin.',
  wrong: {
    server: verifyServer('fastify-another-origin'),
    steps,
    expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [200] }],
  },
  right: {
    server: rightFastify,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 1,
  app: 'packages/config/src/environments.ts',
}
