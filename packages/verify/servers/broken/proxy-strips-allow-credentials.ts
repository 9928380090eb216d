// WRONG ON PURPOSE: the proxy removes the header, and does not add its own.
import { serveProxy, without } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Strips Access-Control-Allow-Credentials.',
  stack: 'proxy',
  expects: ['credentials-blocked'],
  cause: 'credentials-not-allowed',
  listen: () =>
    serveProxy({
      alter: ({ status, lines }) => ({
        status,
        lines: without(lines, 'Access-Control-Allow-Credentials'),
      }),
    }),
}
