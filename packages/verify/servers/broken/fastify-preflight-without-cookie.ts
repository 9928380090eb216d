// WRONG ON PURPOSE: preflights carry no cookie, so the session check responds 401.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Checks the session before CORS.',
  stack: '@fastify/cors',
  expects: ['preflight-failed'],
  cause: 'preflight-needs-authentication',
  listen: () =>
    serveFastify(async (app) => {
      app.addHook('onRequest', async (request, reply) => {
        if (request.headers.cookie === undefined) return reply.code(401).send({ error: 'sign in' })
      })
      await app.register(cors, rightCors)
    }),
}
