// WRONG ON PURPOSE: allows every origin, together with credentials.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows every origin through its callback.',
  stack: 'express cors',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () =>
    serveExpress((app) =>
      app.use(cors({ ...rightCors, origin: (_origin, allow) => allow(null, true) })),
    ),
}
