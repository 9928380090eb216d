// UNUSUAL, AND RIGHT: a disallowed origin may get 403: the browser blocks the response either way.
import cors from '@fastify/cors'
import { allowedOrigins } from '../api.ts'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 403 to unlisted origins.',
  stack: '@fastify/cors',
  expects: [],
  listen: () =>
    serveFastify(async (app) => {
      app.addHook('onRequest', async ({ headers: { origin } }, reply) => {
        reply.header('Vary', 'Origin')
        if (origin === undefined || allowedOrigins.includes(origin)) return
        return reply.code(403).send({ error: `${origin} is not allowed` })
      })
      await app.register(cors, rightCors)
    }),
}
