// WRONG ON PURPOSE: a __Host- cookie with a Domain is rejected by every browser.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sets a cookie that no browser stores.',
  stack: '@fastify/cors',
  expects: ['not-cors'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, rightCors)
      app.addHook('onRequest', async (_request, reply) => {
        reply.header(
          'Set-Cookie',
          '__Host-seen=1; Domain=example.com; Path=/; Secure; HttpOnly; SameSite=Lax',
        )
      })
    }),
}
