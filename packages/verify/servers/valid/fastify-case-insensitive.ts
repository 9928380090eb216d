// UNUSUAL, AND RIGHT: browsers send origins in lower case, so the i flag allows no other origin.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Compares origins without case.',
  stack: '@fastify/cors',
  expects: [],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: /^https:\/\/(app|admin)\.example\.com$/i })
    }),
}
