// WRONG ON PURPOSE: a response through reply.raw does not have the headers of the reply.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Writes its event stream past Fastify.',
  stack: '@fastify/cors',
  expects: ['stream-without-cors'],
  cause: 'route-outside-cors-layer',
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, rightCors)
      app.get('/api/events', (_request, reply) => {
        reply.hijack()
        reply.raw.writeHead(200, { 'Content-Type': 'text/event-stream' })
        reply.raw.write('data: {"changed":1}\n\n')
      })
    }),
}
