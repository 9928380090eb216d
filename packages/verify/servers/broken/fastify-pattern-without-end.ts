// WRONG ON PURPOSE: the pattern has no end, so https://app.example.com.attacker.example matches.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Matches origins that only start with the allowed one.',
  stack: '@fastify/cors',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: /^https:\/\/app\.example\.com/ })
    }),
}
