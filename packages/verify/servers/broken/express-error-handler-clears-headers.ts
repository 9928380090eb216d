// WRONG ON PURPOSE: the error handler removes the headers that cors has set.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Removes the CORS headers from a 500.',
  stack: 'express cors',
  expects: ['error-without-cors'],
  cause: 'error-response-without-cors',
  listen: () =>
    serveExpress((app) => {
      app.use(cors(rightCors))
      app.get('/api/boom', (_request, response) => {
        for (const name of response.getHeaderNames())
          if (name.startsWith('access-control')) response.removeHeader(name)
        response.status(500).json({ error: 'failed' })
      })
    }),
}
