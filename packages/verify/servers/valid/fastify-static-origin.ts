// UNUSUAL, AND RIGHT: one origin, the same on every response, needs no Vary.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends the same origin to every client, without Vary.',
  stack: '@fastify/cors',
  expects: [],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: 'https://app.example.com' })
    }),
}
