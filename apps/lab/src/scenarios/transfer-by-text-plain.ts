import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('attacker', 'A stranger’s page sends a transfer as text/plain and asks for no answer.', {
    method: 'POST',
    path: '/api/transfer',
    headers: { 'Content-Type': 'text/plain' },
    body: '{"amount":1000}',
    mode: 'no-cors',
  }),
]

export const scenario: Scenario = {
  group: 'What CORS does not stop',
  title:
    'A stranger’s page makes a transfer with a text/plain POST, and right CORS headers do not stop it',
  prose:
    'CORS decides who may read an answer. A POST that a form could send leaves without a preflight and is done, whoever reads the answer. A guard that compares Origin with the same allowlist answers 403 before anything changes.',
  wrong: {
    setUp: verifySetUp('fastify-csrf-without-guard'),
    acts,
    promised: [{ readable: false, serverSaw: ['POST'], serverAnswered: [200] }],
  },
  right: {
    setUp: rightFastify,
    acts,
    promised: [{ readable: false, serverSaw: ['POST'], serverAnswered: [403] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#origin-header',
  app: 'apps/api/src/plugins/origin-guard.ts',
}
