import cors from '@fastify/cors'
import { allowedOrigins } from 'cors-verify/servers/api'
import { fetches } from './_acts.ts'
import { serveFastify } from './_bases.ts'
import { verifySetUp } from './_helpers.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
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

const right = {
  // #region right
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, rightCors)
      app.addHook('onRequest', async ({ method, headers: { origin = '' } }, reply) => {
        if (method === 'POST' && !allowedOrigins.includes(origin)) return reply.code(403).send()
      })
      app.post('/api/transfer', async () => ({ transferred: true }))
    }),
  // #endregion
}

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
    setUp: regions(import.meta.url, ['right'], right.listen, './_right-fastify.ts'),
    acts,
    promised: [{ readable: false, serverSaw: ['POST'], serverAnswered: [403] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#origin-header',
  app: 'apps/api/src/cors/origin-guard.ts',
}
