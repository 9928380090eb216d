// WRONG ON PURPOSE: allows whoever asks, together with credentials.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Allows every origin through its callback.',
  stack: 'express cors',
  stands: 'failure 21',
  expects: ['foreign-origin-reads-credentialed'],
  listen: () =>
    serveExpress((app) =>
      app.use(cors({ ...rightCors, origin: (_origin, allow) => allow(null, true) })),
    ),
}
