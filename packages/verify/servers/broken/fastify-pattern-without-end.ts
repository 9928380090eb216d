// WRONG ON PURPOSE: the pattern has no end, so https://app.example.com.attacker.example matches.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Matches origins that only begin as the allowed one.',
  stack: '@fastify/cors',
  stands: 'failure 21',
  expects: ['foreign-origin-reads-credentialed'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: /^https:\/\/app\.example\.com/ })
    }),
}
