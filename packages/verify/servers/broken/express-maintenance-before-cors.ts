// WRONG ON PURPOSE: the maintenance mode responds before cors can add its headers.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 503 with Retry-After before cors.',
  stack: 'express cors',
  expects: ['error-without-cors'],
  cause: 'error-response-without-cors',
  listen: () =>
    serveExpress((app) => {
      app.use('/api/boom', (_request, response) => {
        response.status(503).set('Retry-After', '3600').json({ error: 'maintenance' })
      })
      app.use(cors(rightCors))
    }),
}
