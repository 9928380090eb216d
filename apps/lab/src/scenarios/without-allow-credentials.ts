import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('app', 'The page asks without credentials.', { credentials: 'omit' }),
  fetches('app', 'It asks with credentials.'),
]

export const scenario: Scenario = {
  group: 'Credentials and cookies',
  title: 'A page with credentials is refused by a server that does not allow them',
  prose:
    "The origin is allowed, and a request without cookies is answered and read. As soon as the page says credentials: 'include', the answer must carry Access-Control-Allow-Credentials: true.",
  wrong: {
    setUp: verifySetUp('express-without-credentials'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['GET'] },
    ],
  },
  right: {
    setUp: rightExpress,
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-credentials',
  failure: 6,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
