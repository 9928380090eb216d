// WRONG ON PURPOSE: with false from its callback, the middleware does nothing, Vary included.
import cors from 'cors'
import { allowedOrigins } from '../api.ts'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends Vary only with what it allows.',
  stack: 'express cors',
  expects: ['vary-missing'],
  listen: () =>
    serveExpress((app) =>
      app.use(
        cors({
          ...rightCors,
          origin: (origin = '', allow) => allow(null, allowedOrigins.includes(origin)),
        }),
      ),
    ),
}
