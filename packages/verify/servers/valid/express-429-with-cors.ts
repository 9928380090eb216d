// UNUSUAL, AND RIGHT: the limit responds after cors has added its headers.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 429 with the CORS headers.',
  stack: 'express cors',
  expects: [],
  options: { exposedHeaders: ['X-Total-Count'] },
  listen: () =>
    serveExpress((app) => {
      app.use(cors({ ...rightCors, exposedHeaders: ['X-Total-Count', 'Retry-After'] }))
      app.use('/api/boom', (_request, response) => {
        response.status(429).set('Retry-After', '60').json({ error: 'too many requests' })
      })
    }),
}
