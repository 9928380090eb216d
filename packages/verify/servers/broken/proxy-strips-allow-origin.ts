// WRONG ON PURPOSE: the proxy removes the header, and does not add its own.
import { serveProxy, without } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Strips Access-Control-Allow-Origin.',
  stack: 'proxy',
  expects: ['origin-not-allowed'],
  cause: 'origin-not-listed',
  listen: () =>
    serveProxy({
      alter: ({ status, lines }) => ({
        status,
        lines: without(lines, 'Access-Control-Allow-Origin'),
      }),
    }),
}
