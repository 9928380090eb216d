// WRONG ON PURPOSE: fetch follows the redirect to another origin, whose response has no CORS headers.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Redirects a reader to the sign-in page of another origin.',
  stack: '@fastify/cors',
  expects: ['not-cors'],
  cause: 'redirect-to-sign-in',
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, rightCors)
      app.get('/api/items', (_request, reply) =>
        reply.redirect('https://accounts.example.com/login?back=/api/items'),
      )
    }),
}
