// WRONG ON PURPOSE: reflects every origin, together with credentials.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Reflects every origin, with credentials.',
  stack: '@fastify/cors',
  stands: 'failure 21',
  expects: ['foreign-origin-reads-credentialed'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: true })
    }),
}
