// UNUSUAL, AND RIGHT: header names have no case.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Spells header names in capitals.',
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
