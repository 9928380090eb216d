// WRONG ON PURPOSE: CORS does not stop a text/plain POST: the browser sends it with cookies, and the server executes it.
import cors from '@fastify/cors'
import { rightCors, serveFastify } from '../fastify.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Executes the transfer for a page of any origin.',
  stack: '@fastify/cors',
  expects: ['csrf-simple-request'],
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, rightCors)
      app.post('/api/transfer', async () => ({ transferred: true }))
    }),
}
