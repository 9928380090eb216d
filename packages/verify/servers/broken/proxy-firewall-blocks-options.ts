// WRONG ON PURPOSE: a gateway that allows GET and POST only rejects the preflight with its own page.
import { isPreflight } from '../node-http.ts'
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Rejects OPTIONS with the error page of a gateway.',
  stack: 'proxy',
  expects: ['preflight-failed'],
  cause: 'preflight-blocked-by-firewall',
  listen: () =>
    serveProxy({
      respond: (request, response) => {
        if (!isPreflight(request)) return false
        response.writeHead(403, { Server: 'nginx', 'Content-Type': 'text/html' })
        response.end('<html><body><h1>403 Forbidden</h1><hr><center>nginx</center></body></html>')
        return true
      },
    }),
}
