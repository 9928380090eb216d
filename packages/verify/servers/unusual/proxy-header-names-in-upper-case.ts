// UNUSUAL, AND RIGHT: header names have no case.
import { serveProxy } from '../proxy.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Spells header names in capitals.',
  stack: 'proxy',
  stands: 'S01',
  expects: [],
  listen: () =>
    serveProxy({
      alter: ({ status, lines }) => ({
        status,
        lines: lines.map(([name, value]) => [name.toUpperCase(), value]),
      }),
    }),
}
