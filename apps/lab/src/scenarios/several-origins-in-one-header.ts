import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [fetches('app', 'The page requests the items.')]

export const scenario: Scenario = {
  group: 'wrong-allow-origin',
  title: 'Several origins in one Access-Control-Allow-Origin',
  prose:
    'Access-Control-Allow-Origin takes one origin, * or null, and never a list. Split the list and send only the origin that matches.',
  wrong: {
    server: verifyServer('fastify-origins-in-one-string'),
    steps,
    expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [200] }],
  },
  right: {
    server: rightFastify,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-new-header-syntax',
  failure: 5,
  app: 'packages/config/src/environments.ts',
}
