// WRONG ON PURPOSE: another port of the host is another origin, and may be another program.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows every port of the host.',
  stack: '@fastify/cors',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: /^https:\/\/app\.example\.com(:\d+)?$/ })
    }),
}
