// WRONG ON PURPOSE: the middleware that requires a token responds before cors can add its headers.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 401 to the actual request before cors.',
  stack: 'express cors',
  expects: ['error-without-cors'],
  cause: 'authentication-before-cors',
  listen: () =>
    serveExpress((app) => {
      app.use('/api/boom', (_request, response) => {
        response.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'sign in' })
      })
      app.use(cors(rightCors))
    }),
}
