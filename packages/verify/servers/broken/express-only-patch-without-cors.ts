// WRONG ON PURPOSE: a handler for PATCH writes its response past cors.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds to PATCH without CORS headers.',
  stack: 'express cors',
  expects: ['origin-not-allowed'],
  cause: 'route-outside-cors-layer',
  listen: () =>
    serveExpress((app) => {
      app.patch('/api/items', (_request, response) => response.json({ saved: true }))
      app.use(cors(rightCors))
    }),
}
