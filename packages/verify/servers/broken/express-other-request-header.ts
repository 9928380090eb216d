// WRONG ON PURPOSE: a JSON body needs content-type on the list.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows a header that the page does not set.',
  stack: 'express cors',
  expects: ['header-not-allowed'],
  cause: 'header-not-listed',
  listen: () =>
    serveExpress((app) => app.use(cors({ ...rightCors, allowedHeaders: ['x-requested-with'] }))),
}
