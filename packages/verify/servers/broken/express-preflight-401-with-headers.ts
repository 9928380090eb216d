// WRONG ON PURPOSE: preflightContinue passes the preflight on to the session check, which responds 401.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds to preflights with 401, with the CORS headers.',
  stack: 'express cors',
  expects: ['preflight-failed'],
  cause: 'preflight-needs-authentication',
  listen: () =>
    serveExpress((app) => {
      app.use(cors({ ...rightCors, preflightContinue: true }))
      app.use((request, response, next) => {
        if (request.headers.cookie === undefined) response.status(401).json({ error: 'sign in' })
        else next()
      })
    }),
}
