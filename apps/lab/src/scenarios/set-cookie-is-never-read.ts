import cors from '@fastify/cors'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: no page can ever read Set-Cookie, exposed or not.
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, exposedHeaders: ['Set-Cookie'] })
      app.get('/api/theme', (_request, reply) =>
        reply.header('Set-Cookie', 'theme=dark; Path=/; SameSite=Lax').send({ theme: 'dark' }),
      )
    }),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, exposedHeaders: ['X-Theme'] })
      app.get('/api/theme', (_request, reply) =>
        reply
          .header('Set-Cookie', 'theme=dark; Path=/; HttpOnly; SameSite=Lax')
          .header('X-Theme', 'dark')
          .send({ theme: 'dark' }),
      )
    }),
  // #endregion
}

const steps = [
  fetches('app', 'The page reads both headers of the response.', {
    path: '/api/theme',
    reads: ['Set-Cookie', 'X-Theme'],
  }),
]

export const scenario: Scenario = {
  group: 'null-header',
  title: 'Set-Cookie is null, although it is exposed',
  prose:
    'Set-Cookie is a forbidden response-header name: browsers remove it before JavaScript sees the response, and exposing it has no effect. Put what the page needs into the body or into another header.',
  wrong: {
    server: regions(import.meta.url, ['wrong'], wrong.listen, './_right-fastify.ts'),
    steps,
    expected: [{ readable: true, status: 200, values: { 'Set-Cookie': null, 'X-Theme': null } }],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-fastify.ts'),
    steps,
    expected: [{ readable: true, status: 200, values: { 'Set-Cookie': null, 'X-Theme': 'dark' } }],
  },
  spec: 'https://fetch.spec.whatwg.org/#forbidden-response-header-name',
  failure: 8,
  app: 'packages/config/src/cors-policy.ts',
}
