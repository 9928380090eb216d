// WRONG ON PURPOSE: browsers do not cache preflights with a negative age, so each write needs a new preflight.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Makes browsers cache preflights for -1 seconds.',
  stack: 'express cors',
  expects: ['max-age-out-of-range'],
  listen: () => serveExpress((app) => app.use(cors({ ...rightCors, maxAge: -1 }))),
}
