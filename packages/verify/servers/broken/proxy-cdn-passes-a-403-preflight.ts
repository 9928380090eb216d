// WRONG ON PURPOSE: the application rejects preflights; a CDN in front adds its own headers.
import { isPreflight } from '../node-http.ts'
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Passes a 403 to preflights through a CDN.',
  stack: 'proxy',
  expects: ['preflight-failed'],
  cause: 'preflight-rejected',
  listen: () =>
    serveProxy({
      respond: (request, response) => {
        if (!isPreflight(request)) return false
        const headers = { Server: 'cloudflare', 'CF-RAY': '8c1f2d3e4a5b6c7d-FRA' }
        response.writeHead(403, { ...headers, 'Content-Type': 'application/json' })
        response.end('{"error":"no"}')
        return true
      },
    }),
}
