// WRONG ON PURPOSE: a check of methods before CORS does not list OPTIONS.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

export const server: TestServer = {
  title: 'Responds to preflights with 405.',
  stack: 'express cors',
  expects: ['preflight-failed'],
  cause: 'preflight-not-routed',
  listen: () =>
    serveExpress((app) => {
      app.use((request, response, next) => {
        if (methods.has(request.method)) next()
        else response.sendStatus(405)
      })
      app.use(cors(rightCors))
    }),
}
