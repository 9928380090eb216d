// WRONG ON PURPOSE: the router responds to a path that it cannot decode before any hook runs.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 400 to /api/%ff without the headers.',
  stack: '@fastify/cors',
  expects: ['error-without-cors'],
  listen: () =>
    serveFastify(
      async (app) => {
        await app.register(cors, rightCors)
      },
      { rewriteUrl: ({ url = '/' }) => url }, // as a Fastify without rewriteUrl
    ),
}
