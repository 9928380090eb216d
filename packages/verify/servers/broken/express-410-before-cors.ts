// WRONG ON PURPOSE: a router with a 410 of its own is mounted before cors.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 410 before cors.',
  stack: 'express cors',
  expects: ['error-without-cors'],
  cause: 'error-before-cors',
  listen: () =>
    serveExpress((app) => {
      app.use('/api/boom', (_request, response) => {
        response.status(410).json({ error: 'gone' })
      })
      app.use(cors(rightCors))
    }),
}
