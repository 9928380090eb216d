// UNUSUAL, AND RIGHT: any ok status is valid, and a body has no effect.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds to preflights with 200, with a body.',
  stack: 'express cors',
  expects: [],
  listen: () =>
    serveExpress((app) => {
      app.use(cors({ ...rightCors, preflightContinue: true }))
      app.options('/{*path}', (_request, response) => response.status(200).send('ok'))
    }),
}
