// WRONG ON PURPOSE: browsers reject * for a request with credentials, on the preflight too.
import { isPreflight } from '../node-http.ts'
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds to preflights with * together with credentials.',
  stack: 'proxy',
  expects: ['credentials-blocked'],
  cause: 'preflight-and-response-differ',
  listen: () =>
    serveProxy({
      respond: (request, response) => {
        if (!isPreflight(request)) return false
        response.writeHead(204, {
          'Access-Control-Allow-Origin': '*',
          'Access-Control-Allow-Credentials': 'true',
          'Access-Control-Allow-Methods': 'GET, POST, PATCH',
          'Access-Control-Allow-Headers': 'content-type',
        })
        response.end()
        return true
      },
    }),
}
