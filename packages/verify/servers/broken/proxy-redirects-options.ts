// WRONG ON PURPOSE: a preflight must not be redirected.
import { isPreflight } from '../node-http.ts'
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Redirects preflights to a path with a slash.',
  stack: 'proxy',
  expects: ['preflight-failed'],
  cause: 'redirect-trailing-slash',
  listen: () =>
    serveProxy({
      respond: (request, response) => {
        if (!isPreflight(request)) return false
        response.writeHead(301, { Location: `${request.url ?? ''}/` }).end()
        return true
      },
    }),
}
