// WRONG ON PURPOSE: a route that is added before the CORS middleware does not pass through it.
import cors from 'cors'
import { eventStream } from '../api.ts'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Adds its event stream before CORS.',
  stack: 'express cors',
  expects: ['stream-without-cors'],
  cause: 'route-outside-cors-layer',
  listen: () =>
    serveExpress((app) => {
      app.get('/api/events', (_request, response) => {
        eventStream().pipe(response.type('text/event-stream'))
      })
      app.use(cors(rightCors))
    }),
}
