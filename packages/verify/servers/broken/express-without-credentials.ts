// WRONG ON PURPOSE: without Access-Control-Allow-Credentials, the page gets no answer to a request with cookies.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Does not allow credentials.',
  stack: 'express cors',
  stands: 'failure 6',
  expects: ['credentials-blocked'],
  listen: () => serveExpress((app) => app.use(cors({ ...rightCors, credentials: false }))),
}
