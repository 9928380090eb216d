import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [fetches('app', 'The page asks for the items.')]

export const scenario: Scenario = {
  group: 'The page is refused',
  title: 'A page is refused because the server sends its whole allowlist in one header',
  prose:
    'Access-Control-Allow-Origin holds one origin, * or null, and never a list. A list from an environment variable has to be split, and only the origin that matches goes back.',
  wrong: {
    setUp: verifySetUp('fastify-origins-in-one-string'),
    acts,
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [200] }],
  },
  right: {
    setUp: rightFastify,
    acts,
    promised: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-new-header-syntax',
  failure: 5,
  app: 'packages/config/src/environments.ts',
}
