// WRONG ON PURPOSE: an error from the origin function is a 500, though nothing failed.
import cors from 'cors'
import { allowedOrigins } from '../api.ts'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Rejects an origin with an error.',
  stack: 'express cors',
  expects: ['rejection-is-5xx'],
  listen: () =>
    serveExpress((app) => {
      app.use((_request, response, next) => {
        response.vary('Origin')
        next()
      })
      app.use(
        cors({
          ...rightCors,
          origin: (origin, allow) => {
            if (origin === undefined || allowedOrigins.includes(origin)) allow(null, true)
            else allow(new Error('Not allowed by CORS'))
          },
        }),
      )
    }),
}
