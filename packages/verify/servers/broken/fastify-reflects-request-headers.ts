// WRONG ON PURPOSE: without allowedHeaders, the plugin allows whatever is asked.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Leaves the request headers to the default, which reflects them.',
  stack: '@fastify/cors',
  stands: 'S09',
  expects: ['reflects-request-headers'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, {
        origin: rightCors.origin,
        credentials: true,
        methods: rightCors.methods,
        exposedHeaders: ['X-Total-Count'],
        maxAge: 7200,
      })
    }),
}
