// WRONG ON PURPOSE: new URL throws for the opaque origin null, and for a request without Origin.
import cors from '@fastify/cors'
import { allowedOrigins } from '../api.ts'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Fails on an Origin that is not a URL.',
  stack: '@fastify/cors',
  expects: ['rejection-is-5xx'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, {
        ...rightCors,
        origin: async (origin: string | undefined) =>
          allowedOrigins.includes(new URL(origin ?? '').origin),
      })
    }),
}
