// WRONG ON PURPOSE: browsers reject SameSite=None without Secure.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import type { TestServer } from '../types.ts'

/** A page of another site: its cookies need SameSite=None. */
const partner = 'https://app.example.org'

export const server: TestServer = {
  title: 'Sets a cross-site cookie without Secure.',
  stack: 'express cors',
  expects: ['not-cors'],
  options: { origins: [partner], methods: ['GET'], webSockets: [] },
  listen: () =>
    serveExpress((app) => {
      app.use(cors({ ...rightCors, origin: partner }))
      app.use((_request, response, next) => {
        response.append('Set-Cookie', 'visit=1; Path=/; HttpOnly; SameSite=None')
        next()
      })
    }),
}
