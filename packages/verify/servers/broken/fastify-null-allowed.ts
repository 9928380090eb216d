// WRONG ON PURPOSE: any page can have the origin null, in a sandboxed frame.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Lists the opaque origin.',
  stack: '@fastify/cors',
  stands: 'S02',
  expects: ['foreign-origin-reads-credentialed'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: [...rightCors.origin, 'null'] })
    }),
}
