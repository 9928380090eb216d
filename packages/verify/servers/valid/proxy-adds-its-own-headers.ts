// UNUSUAL, AND RIGHT: Via and Server-Timing do not affect CORS.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Adds Via and Server-Timing.',
  stack: 'proxy',
  expects: [],
  listen: () =>
    serveProxy({
      alter: ({ status, lines }) => ({
        status,
        lines: [...lines, ['Via', '1.1 edge'], ['Server-Timing', 'edge;dur=3']],
      }),
    }),
}
