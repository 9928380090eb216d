// WRONG ON PURPOSE: with credentials, * is a literal header name, not a wildcard.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Exposes * together with credentials.',
  stack: 'express cors',
  expects: ['header-not-exposed'],
  listen: () => serveExpress((app) => app.use(cors({ ...rightCors, exposedHeaders: '*' }))),
}
