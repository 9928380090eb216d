// WRONG ON PURPOSE: the application drops the CORS headers of a 500; a CDN in front adds its own headers.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Passes a 500 of the application through a CDN.',
  stack: 'proxy',
  expects: ['error-without-cors'],
  cause: 'error-response-without-cors',
  listen: () =>
    serveProxy({
      respond: ({ url }, response) => {
        if (url !== '/api/boom') return false
        const headers = { Server: 'cloudflare', 'CF-RAY': '8c1f2d3e4a5b6c7d-FRA' }
        response.writeHead(503, { ...headers, 'Content-Type': 'application/json' })
        response.end('{"error":"out of milk"}')
        return true
      },
    }),
}
