// WRONG ON PURPOSE: the proxy limits the size of a request and responds without CORS headers.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 413 to a POST instead of the API.',
  stack: 'proxy',
  expects: ['error-without-cors'],
  cause: 'request-rejected-before-cors',
  listen: () =>
    serveProxy({
      respond: ({ method, url }, response) => {
        if (method !== 'POST' || url !== '/api/items') return false
        response.writeHead(413, { 'Content-Type': 'text/html' }).end('<h1>413</h1>')
        return true
      },
    }),
}
