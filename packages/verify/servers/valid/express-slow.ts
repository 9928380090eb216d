// UNUSUAL, AND RIGHT: the server is slow for every origin, so the origin check is not the reason.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Takes 300 ms for every response.',
  stack: 'express cors',
  expects: [],
  listen: () =>
    serveExpress((app) => {
      app.use((_request, _response, next) => {
        setTimeout(next, 300)
      })
      app.use(cors(rightCors))
    }),
}
