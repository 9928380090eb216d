// WRONG ON PURPOSE: no page can read Set-Cookie, whether it is exposed or not.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Exposes Set-Cookie.',
  stack: '@fastify/cors',
  expects: ['exposes-sensitive-header'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, exposedHeaders: ['X-Total-Count', 'Set-Cookie'] })
    }),
}
