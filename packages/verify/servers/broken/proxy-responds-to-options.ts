// WRONG ON PURPOSE: the proxy responds to OPTIONS itself, without CORS headers.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 204 to OPTIONS without a CORS header.',
  stack: 'proxy',
  expects: ['preflight-failed'],
  cause: 'preflight-handled-before-cors',
  listen: () =>
    serveProxy({
      respond: ({ method }, response) => {
        if (method !== 'OPTIONS') return false
        response.writeHead(204).end()
        return true
      },
    }),
}
