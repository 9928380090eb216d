// WRONG ON PURPOSE: JavaScript reads null where X-Total-Count is not exposed.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Exposes no header.',
  stack: '@fastify/cors',
  expects: ['header-not-exposed'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, exposedHeaders: [] })
    }),
}
