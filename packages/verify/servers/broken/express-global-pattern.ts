// WRONG ON PURPOSE: a RegExp with the flag g starts at lastIndex, so every second test() fails.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows the same origin only every second time.',
  stack: 'express cors',
  expects: ['inconsistent'],
  listen: () =>
    serveExpress((app) =>
      app.use(cors({ ...rightCors, origin: /^https:\/\/(app|admin)\.example\.com$/g })),
    ),
}
