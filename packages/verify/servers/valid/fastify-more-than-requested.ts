// UNUSUAL, AND RIGHT: a list may have more entries than the page uses.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows more methods and headers than are used.',
  stack: '@fastify/cors',
  expects: [],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, {
        ...rightCors,
        methods: [...rightCors.methods, 'PROPFIND', 'QUERY'],
        allowedHeaders: ['content-type', 'if-match', 'x-request-id', 'x-requested-with'],
      })
    }),
}
