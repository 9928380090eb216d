// WRONG ON PURPOSE: an unescaped dot stands for any character, so https://appxexample.com matches.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Matches origins with another character in place of a dot.',
  stack: '@fastify/cors',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: /^https:\/\/app.example\.com$/ })
    }),
}
