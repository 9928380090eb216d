import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('attacker', 'A stranger’s page sends a POST without a body.', {
    method: 'POST',
    path: '/api/transfer',
    mode: 'no-cors',
  }),
]

export const scenario: Scenario = {
  group: 'What CORS does not stop',
  title: 'A stranger’s page makes a transfer without a body, past a guard for JSON bodies',
  prose:
    'The guard looks at requests whose body is JSON, because those are the API’s own. A POST without a body is none, passes, and does the same.',
  wrong: {
    setUp: verifySetUp('express-csrf-guard-for-json-only'),
    acts,
    promised: [{ readable: false, serverSaw: ['POST'], serverAnswered: [200] }],
  },
  right: {
    setUp: rightExpress,
    acts,
    promised: [{ readable: false, serverSaw: ['POST'], serverAnswered: [403] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#origin-header',
  app: 'apps/api/src/plugins/origin-guard.ts',
}
