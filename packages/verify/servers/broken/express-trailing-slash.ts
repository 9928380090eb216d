// WRONG ON PURPOSE: browsers send no trailing slash in Origin, so these two never match.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Lists the origin with a trailing slash.',
  stack: 'express cors',
  expects: ['origin-not-allowed'],
  cause: 'origin-not-listed',
  listen: () =>
    serveExpress((app) =>
      app.use(
        cors({ ...rightCors, origin: ['https://app.example.com/', 'https://admin.example.com/'] }),
      ),
    ),
}
