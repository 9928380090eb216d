// WRONG ON PURPOSE: a response to a navigation has no Vary, so a cache reuses it for the page, which cannot read it.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends Vary only for requests with an Origin.',
  stack: 'node:http',
  expects: ['vary-missing'],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      Vary: ({ headers: { origin } }) => (origin === undefined ? undefined : 'Origin'),
    }),
}
