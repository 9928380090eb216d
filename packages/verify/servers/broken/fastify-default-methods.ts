// WRONG ON PURPOSE: without methods, the plugin allows GET, HEAD and POST only.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Leaves the methods to the default, which has no PATCH.',
  stack: '@fastify/cors',
  expects: ['method-not-allowed'],
  cause: 'method-not-listed',
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, {
        origin: rightCors.origin,
        credentials: true,
        allowedHeaders: ['content-type'],
        exposedHeaders: ['X-Total-Count'],
        maxAge: 7200,
      })
    }),
}
