// WRONG ON PURPOSE: the response at the URL without a slash is a redirect without CORS headers.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Redirects reads to the URL with a slash.',
  stack: 'proxy',
  expects: ['not-cors'],
  cause: 'redirect-trailing-slash',
  listen: () =>
    serveProxy({
      respond: ({ method, url }, response) => {
        if (method !== 'GET' || url !== '/api/boom') return false
        response.writeHead(301, { Location: '/api/boom/' }).end()
        return true
      },
    }),
}
