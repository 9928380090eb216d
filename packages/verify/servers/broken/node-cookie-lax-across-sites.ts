// WRONG ON PURPOSE: browsers do not send SameSite=Lax cookies with a fetch from another site.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

/** A page of another site: its cookies need SameSite=None. */
const partner = 'https://app.example.org'

export const server: TestServer = {
  title: 'Sets a Lax cookie for a page of another site.',
  stack: 'node:http',
  expects: ['not-cors'],
  options: { origins: [partner], methods: ['GET'], webSockets: [] },
  listen: () =>
    serveNodeHttp(
      { ...rightCors, 'Access-Control-Allow-Origin': partner },
      (_request, response) => {
        response.setHeader('Set-Cookie', 'visit=1; Path=/; Secure; HttpOnly; SameSite=Lax')
      },
    ),
}
