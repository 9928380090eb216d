// WRONG ON PURPOSE: browsers reject * for a request with credentials.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends * together with credentials.',
  stack: '@fastify/cors',
  expects: ['credentials-blocked'],
  cause: 'wildcard-with-credentials',
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: '*' })
    }),
}
