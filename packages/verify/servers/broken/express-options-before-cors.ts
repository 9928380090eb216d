// WRONG ON PURPOSE: OPTIONS is answered before the middleware that knows what to say.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Answers OPTIONS 200 before CORS.',
  stack: 'express cors',
  stands: 'failure 10',
  expects: ['preflight-failed'],
  listen: () =>
    serveExpress((app) => {
      app.use((request, response, next) => {
        if (request.method === 'OPTIONS') response.sendStatus(200)
        else next()
      })
      app.use(cors(rightCors))
    }),
}
