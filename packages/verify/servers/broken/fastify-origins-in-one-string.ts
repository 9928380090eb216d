// WRONG ON PURPOSE: the header holds one origin, never a list.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends the whole allowlist in one header.',
  stack: '@fastify/cors',
  expects: ['unusable-allow-origin'],
  cause: 'allow-origin-is-not-an-origin',
  listen: () =>
    serveFastify(async (app) => {
      const origin = 'https://app.example.com,https://admin.example.com' // as read from the environment
      await app.register(cors, { ...rightCors, origin })
    }),
}
