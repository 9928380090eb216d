// WRONG ON PURPOSE: no browser caches a preflight for more than a day.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Makes browsers cache preflights for a year.',
  stack: '@fastify/cors',
  expects: ['max-age-out-of-range'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, maxAge: 31_536_000 })
    }),
}
