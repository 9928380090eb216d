// WRONG ON PURPOSE: a router with a 404 of its own is mounted before cors.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 404 before cors.',
  stack: 'express cors',
  expects: ['error-without-cors'],
  cause: 'not-found-outside-cors',
  listen: () =>
    serveExpress((app) => {
      app.use('/api/boom', (_request, response) => {
        response.status(404).json({ error: 'not found' })
      })
      app.use(cors(rightCors))
    }),
}
