// WRONG ON PURPOSE: any page can have the origin null, in a sandboxed frame.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Lists the opaque origin.',
  stack: '@fastify/cors',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: [...rightCors.origin, 'null'] })
    }),
}
