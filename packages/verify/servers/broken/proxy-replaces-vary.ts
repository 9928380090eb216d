// WRONG ON PURPOSE: the proxy sets Vary where it should append to it.
import { serveProxy, without } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Replaces Vary with its own.',
  stack: 'proxy',
  expects: ['vary-missing'],
  listen: () =>
    serveProxy({
      alter: ({ status, lines }) => ({
        status,
        lines: [...without(lines, 'Vary'), ['Vary', 'Accept-Encoding']],
      }),
    }),
}
