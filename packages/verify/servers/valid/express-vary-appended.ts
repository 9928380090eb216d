// UNUSUAL, AND RIGHT: Vary may name more than Origin.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Appends Origin to a Vary that is there.',
  stack: 'express cors',
  expects: [],
  listen: () =>
    serveExpress((app) => {
      app.use((_request, response, next) => {
        response.vary('Accept-Encoding')
        next()
      })
      app.use(cors(rightCors))
    }),
}
