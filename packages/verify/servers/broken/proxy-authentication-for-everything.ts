// WRONG ON PURPOSE: Basic authentication is required for every request, preflights included.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 401 to every request without credentials.',
  stack: 'proxy',
  expects: ['error-without-cors', 'preflight-failed'],
  cause: ['authentication-before-cors', 'preflight-needs-authentication'],
  listen: () =>
    serveProxy({
      respond: (_request, response) => {
        response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="restricted"' }).end()
        return true
      },
    }),
}
