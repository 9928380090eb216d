// WRONG ON PURPOSE: no page can ever read Set-Cookie; it says only that somebody wanted to.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Exposes Set-Cookie.',
  stack: '@fastify/cors',
  stands: 'S13',
  expects: ['exposes-sensitive-header'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, exposedHeaders: ['X-Total-Count', 'Set-Cookie'] })
    }),
}
