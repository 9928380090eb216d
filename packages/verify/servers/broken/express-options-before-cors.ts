// WRONG ON PURPOSE: OPTIONS gets its response before the CORS middleware runs.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds to OPTIONS with 200 before CORS.',
  stack: 'express cors',
  expects: ['preflight-failed'],
  cause: 'preflight-handled-before-cors',
  listen: () =>
    serveExpress((app) => {
      app.use((request, response, next) => {
        if (request.method === 'OPTIONS') response.sendStatus(200)
        else next()
      })
      app.use(cors(rightCors))
    }),
}
