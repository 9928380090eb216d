// WRONG ON PURPOSE: methods are compared by case, and browsers send PATCH.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Allows a method in lower case.',
  stack: 'express cors',
  stands: 'B08',
  expects: ['method-refused'],
  listen: () =>
    serveExpress((app) =>
      app.use(cors({ ...rightCors, methods: ['GET', 'HEAD', 'POST', 'PUT', 'patch', 'DELETE'] })),
    ),
}
