// WRONG ON PURPOSE: without allowedHeaders, the plugin allows every requested header.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Leaves the request headers to the default, which reflects them.',
  stack: '@fastify/cors',
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
