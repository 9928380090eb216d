// UNUSUAL, AND RIGHT: Via and Server-Timing are no part of CORS.
import { serveProxy } from '../proxy.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Adds Via and Server-Timing.',
  stack: 'proxy',
  stands: 'S01',
  expects: [],
  listen: () =>
    serveProxy({
      alter: ({ status, lines }) => ({
        status,
        lines: [...lines, ['Via', '1.1 edge'], ['Server-Timing', 'edge;dur=3']],
      }),
    }),
}
