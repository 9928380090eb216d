import cors from '@fastify/cors'
import { allowedOrigins } from 'cors-verify/servers/api'
import { blocked } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { verifyServer } from './_helpers.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('attacker', 'The attacker’s page sends a transfer as text/plain, with mode no-cors.', {
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
  group: 'requests-by-others',
  title: 'CSRF with a text/plain POST: CORS headers do not stop it',
  prose:
    'CORS decides who can read a response. A POST that a form could send needs no preflight and is processed. A guard that compares Origin with the allowlist responds with 403 before anything changes.',
  wrong: {
    server: verifyServer('fastify-csrf-without-guard'),
    steps,
    expected: [blocked(['POST', 200])],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-fastify.ts'),
    steps,
    expected: [blocked(['POST', 403])],
  },
  spec: 'https://fetch.spec.whatwg.org/#origin-header',
  app: 'apps/api/src/cors/origin-guard.ts',
}
