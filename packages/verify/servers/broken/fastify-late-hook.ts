// WRONG ON PURPOSE: validation responds 400 before a preHandler hook can add the headers.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Adds the headers after validation, so a 400 has none.',
  stack: '@fastify/cors',
  expects: ['error-without-cors'],
  cause: 'request-rejected-before-cors',
  options: { requests: ['GET /api/items?limit=many'] },
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, hook: 'preHandler' })
    }),
}
