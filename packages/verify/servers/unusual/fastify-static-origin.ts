// UNUSUAL, AND RIGHT: one origin, sent to everybody alike, needs no Vary.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Sends one origin, whoever asks, without Vary.',
  stack: '@fastify/cors',
  stands: 'S06',
  expects: [],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: 'https://app.example.com' })
    }),
}
