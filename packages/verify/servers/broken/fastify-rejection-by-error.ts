// WRONG ON PURPOSE: an error from the origin function is a 500, though nothing failed.
import cors from '@fastify/cors'
import { allowedOrigins } from '../api.ts'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Rejects an origin by throwing.',
  stack: '@fastify/cors',
  expects: ['rejection-is-5xx'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, {
        ...rightCors,
        origin: (origin, allow) => {
          if (origin === undefined || allowedOrigins.includes(origin)) allow(null, true)
          else allow(new Error('Not allowed by CORS'), false)
        },
      })
    }),
}
