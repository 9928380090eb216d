import cors from '@fastify/cors'
import { blocked } from './_expected.ts'
import { patches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { verifyServer } from './_helpers.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const right = {
  // #region right
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, rightCors)
      app.addHook('onRequest', async (request, reply) => {
        if (request.headers.cookie === undefined) return reply.code(401).send({ error: 'sign in' })
      })
    }),
  // #endregion
}

const steps = [patches('app', 'A page whose user is not signed in renames an item.')]

export const scenario: Scenario = {
  group: 'preflight',
  title: 'The preflight fails with 401: authentication runs before CORS',
  prose:
    'A preflight carries no cookies, so a session check that runs before CORS rejects every one. With CORS first the preflight succeeds, and the PATCH gets its 401, which the page can read.',
  wrong: {
    server: verifyServer('fastify-preflight-without-cookie'),
    steps,
    expected: [blocked(['OPTIONS', 401])],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-fastify.ts'),
    steps,
    expected: [{ readable: true, status: 401, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
  failure: 10,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
