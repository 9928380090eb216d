// WRONG ON PURPOSE: reflects every origin, together with credentials.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Reflects every origin, with credentials.',
  stack: '@fastify/cors',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: true })
    }),
}
