// WRONG ON PURPOSE: a quantifier inside a quantifier tries every way to cut a long host.
import cors from 'cors'
import { allowedOrigins } from '../api.ts'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

const looksLikeAnOrigin = /^https?:\/\/(\w+[.-]?){1,13}(:\d+)?$/

export const server: TestServer = {
  title: 'Needs seconds to reject an invalid Origin of 40 characters.',
  stack: 'express cors',
  expects: ['slow-origin-check'],
  listen: () =>
    serveExpress((app) => {
      app.use(
        cors({
          ...rightCors,
          origin: (origin = '', allow) => {
            const plausible = origin.length <= 40 && looksLikeAnOrigin.test(origin)
            allow(null, plausible ? [...allowedOrigins] : [])
          },
        }),
      )
    }),
}
