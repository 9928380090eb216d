// WRONG ON PURPOSE: without Access-Control-Allow-Credentials, the page gets no response to a request with cookies.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Does not allow credentials.',
  stack: 'express cors',
  expects: ['credentials-blocked'],
  cause: 'credentials-not-allowed',
  listen: () => serveExpress((app) => app.use(cors({ ...rightCors, credentials: false }))),
}
