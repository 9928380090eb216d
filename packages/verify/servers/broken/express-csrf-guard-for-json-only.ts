// WRONG ON PURPOSE: only a JSON body is checked, and an attacker's page needs none.
import cors from 'cors'
import { allowedOrigins } from '../api.ts'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Checks the origin of JSON bodies only.',
  stack: 'express cors',
  expects: ['csrf-simple-request'],
  listen: () =>
    serveExpress((app) => {
      app.use(cors(rightCors))
      app.post('/api/transfer', (request, response) => {
        const { origin = '' } = request.headers
        if (request.is('json') && !allowedOrigins.includes(origin)) response.sendStatus(403)
        else response.json({ transferred: true })
      })
    }),
}
