// UNUSUAL, AND RIGHT: one origin, sent to everybody alike, needs no Vary.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends one origin, whoever asks, without Vary.',
  stack: '@fastify/cors',
  stands: 'S06',
  expects: [],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: 'https://app.example.com' })
    }),
}
