// WRONG ON PURPOSE: methods are compared by case, and browsers send PATCH.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows a method in lower case.',
  stack: 'express cors',
  expects: ['method-not-allowed'],
  cause: 'method-not-listed',
  listen: () =>
    serveExpress((app) =>
      app.use(cors({ ...rightCors, methods: ['GET', 'HEAD', 'POST', 'PUT', 'patch', 'DELETE'] })),
    ),
}
