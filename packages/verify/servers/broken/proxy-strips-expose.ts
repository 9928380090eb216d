// WRONG ON PURPOSE: the proxy removes the header, so JavaScript reads null.
import { serveProxy, without } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Strips Access-Control-Expose-Headers.',
  stack: 'proxy',
  expects: ['header-not-exposed'],
  listen: () =>
    serveProxy({
      alter: ({ status, lines }) => ({
        status,
        lines: without(lines, 'Access-Control-Expose-Headers'),
      }),
    }),
}
