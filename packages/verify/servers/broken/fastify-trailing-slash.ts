// WRONG ON PURPOSE: browsers send no trailing slash in Origin, so these two never match.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends an origin with a trailing slash.',
  stack: '@fastify/cors',
  expects: ['unusable-allow-origin'],
  cause: 'allow-origin-is-not-an-origin',
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: 'https://app.example.com/' })
    }),
}
