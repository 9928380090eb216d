// WRONG ON PURPOSE: a list of methods that forgets OPTIONS, before CORS.
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
