// WRONG ON PURPOSE: over plain http, an attacker on the network can serve this page.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows the plain http origin of the page.',
  stack: '@fastify/cors',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: /^https?:\/\/(app|admin)\.example\.com$/ })
    }),
}
