// WRONG ON PURPOSE: the API never learns which origin asks.
import { serveProxy, without } from '../proxy.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Strips Origin from requests.',
  stack: 'proxy',
  stands: 'failure 1',
  expects: ['origin-not-allowed'],
  listen: () =>
    serveProxy({
      forward: (lines, { headers }) =>
        headers.upgrade === undefined ? without(lines, 'Origin') : lines,
    }),
}
