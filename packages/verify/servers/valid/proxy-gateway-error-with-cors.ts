// UNUSUAL, AND RIGHT: the gateway adds the CORS headers to its own error page.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 504 with the CORS headers.',
  stack: 'proxy',
  expects: [],
  listen: () =>
    serveProxy({
      respond: ({ url, headers }, response) => {
        if (url !== '/api/boom') return false
        const allowed = headers.origin === 'https://app.example.com'
        response.writeHead(504, {
          Server: 'nginx/1.22.1',
          'Content-Type': 'text/html',
          Vary: 'Origin',
          ...(allowed && {
            'Access-Control-Allow-Origin': headers.origin,
            'Access-Control-Allow-Credentials': 'true',
          }),
        })
        response.end('<html><body><h1>504</h1><hr><center>nginx/1.22.1</center></body></html>')
        return true
      },
    }),
}
