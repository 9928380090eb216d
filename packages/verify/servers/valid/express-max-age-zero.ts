// UNUSUAL, AND RIGHT: zero is a valid value: browsers send a preflight for each write.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Makes browsers cache no preflight.',
  stack: 'express cors',
  expects: [],
  listen: () => serveExpress((app) => app.use(cors({ ...rightCors, maxAge: 0 }))),
}
