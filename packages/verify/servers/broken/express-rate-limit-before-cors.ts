// WRONG ON PURPOSE: the rate limit responds 429 before cors can add its headers.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 429 before cors.',
  stack: 'express cors',
  expects: ['error-without-cors'],
  cause: 'rate-limit-before-cors',
  listen: () =>
    serveExpress((app) => {
      app.use('/api/boom', (_request, response) => {
        response.status(429).set('Retry-After', '60').json({ error: 'too many requests' })
      })
      app.use(cors(rightCors))
    }),
}
