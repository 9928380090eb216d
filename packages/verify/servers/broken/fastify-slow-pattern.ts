// WRONG ON PURPOSE: a quantifier inside a quantifier tries every way to cut a long host.
import cors from '@fastify/cors'
import { allowedOrigins } from '../api.ts'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

const looksLikeAnOrigin = /^https?:\/\/([a-z0-9]+[.-]?){1,13}$/

export const server: TestServer = {
  title: 'Needs seconds for an Origin of 40 characters.',
  stack: '@fastify/cors',
  expects: ['slow-origin-check'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, {
        ...rightCors,
        origin: async (origin = '') =>
          origin.length <= 40 && looksLikeAnOrigin.test(origin) && allowedOrigins.includes(origin),
      })
    }),
}
