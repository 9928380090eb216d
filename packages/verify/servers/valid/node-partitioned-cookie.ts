// UNUSUAL, AND RIGHT: a Partitioned cookie is what browsers store for a page of another site.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

/** A page of another site: its cookies need SameSite=None. */
const partner = 'https://app.example.org'

export const server: TestServer = {
  title: 'Sets a partitioned cookie for a page of another site.',
  stack: 'node:http',
  expects: [],
  options: { origins: [partner], methods: ['GET'], webSockets: [] },
  listen: () =>
    serveNodeHttp(
      { ...rightCors, 'Access-Control-Allow-Origin': partner },
      (_request, response) => {
        response.setHeader(
          'Set-Cookie',
          '__Host-visit=1; Path=/; Secure; HttpOnly; SameSite=None; Partitioned',
        )
      },
    ),
}
