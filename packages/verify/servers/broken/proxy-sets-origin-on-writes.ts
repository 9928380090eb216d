// WRONG ON PURPOSE: the proxy gives every POST an allowed origin, so the guard passes for all.
import { serveProxy, without } from '../proxy.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Sets Origin on requests that write.',
  stack: 'proxy',
  stands: 'S21',
  expects: ['csrf-simple-request'],
  listen: () =>
    serveProxy({
      forward: (lines, { method, url }) =>
        method === 'POST' && url === '/api/transfer'
          ? [...without(lines, 'Origin'), ['Origin', 'https://app.example.com']]
          : lines,
    }),
}
