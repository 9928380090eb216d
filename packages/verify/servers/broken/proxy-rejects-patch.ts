// WRONG ON PURPOSE: the firewall responds to PATCH with a page of its own.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 403 to PATCH instead of the API.',
  stack: 'proxy',
  expects: ['error-without-cors'],
  cause: 'forbidden-before-cors',
  listen: () =>
    serveProxy({
      respond: ({ method }, response) => {
        if (method !== 'PATCH') return false
        response.writeHead(403, { 'Content-Type': 'text/html' }).end('<h1>Forbidden</h1>')
        return true
      },
    }),
}
