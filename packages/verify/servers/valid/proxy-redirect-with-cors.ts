// UNUSUAL, AND RIGHT: the redirect within the API has the CORS headers, and so has the final response.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Redirects to another path of the API, with the CORS headers.',
  stack: 'proxy',
  expects: [],
  listen: () =>
    serveProxy({
      respond: ({ method, url, headers }, response) => {
        if (method !== 'GET' || url !== '/api/boom') return false
        const allowed = headers.origin === 'https://app.example.com'
        response.writeHead(307, {
          Location: '/api/items',
          Vary: 'Origin',
          ...(allowed && {
            'Access-Control-Allow-Origin': headers.origin,
            'Access-Control-Allow-Credentials': 'true',
          }),
        })
        response.end()
        return true
      },
    }),
}
