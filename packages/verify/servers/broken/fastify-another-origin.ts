// WRONG ON PURPOSE: the page has moved to another origin, and the allowlist of the API was not updated.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows an origin that is not the page’s.',
  stack: '@fastify/cors',
  expects: ['origin-not-allowed'],
  cause: 'origin-not-listed',
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: 'https://www.example.com' })
    }),
}
