// WRONG ON PURPOSE: after a redirect to another origin a browser sends Origin: null.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Redirects reads to another host.',
  stack: 'proxy',
  expects: ['not-cors'],
  cause: 'redirect',
  listen: () =>
    serveProxy({
      respond: ({ method, url }, response) => {
        if (method !== 'GET' || url !== '/api/boom') return false
        response.writeHead(302, { Location: 'https://files.example.com/boom' }).end()
        return true
      },
    }),
}
