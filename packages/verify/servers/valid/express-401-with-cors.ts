// UNUSUAL, AND RIGHT: a page that can read a 401 knows that it must sign in.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 401 with the CORS headers.',
  stack: 'express cors',
  expects: [],
  listen: () =>
    serveExpress((app) => {
      app.use(cors(rightCors))
      app.get('/api/boom', (_request, response) => response.status(401).json({ error: 'sign in' }))
    }),
}
