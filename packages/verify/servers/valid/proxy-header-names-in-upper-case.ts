// UNUSUAL, AND RIGHT: header names are case-insensitive.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends header names in upper case.',
  stack: 'proxy',
  expects: [],
  listen: () =>
    serveProxy({
      alter: ({ status, lines }) => ({
        status,
        lines: lines.map(([name, value]) => [name.toUpperCase(), value]),
      }),
    }),
}
