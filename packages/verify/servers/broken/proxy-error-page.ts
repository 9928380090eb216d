// WRONG ON PURPOSE: the proxy replaces the response and its headers with its own page.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Replaces a 500 with its own error page.',
  stack: 'proxy',
  expects: ['error-without-cors'],
  cause: 'gateway-error',
  listen: () =>
    serveProxy({
      respond: ({ url }, response) => {
        if (url !== '/api/boom') return false
        response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>502 Bad Gateway</h1>')
        return true
      },
    }),
}
