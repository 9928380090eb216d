// WRONG ON PURPOSE: the API does not get the Origin header.
import { serveProxy, without } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Strips Origin from requests.',
  stack: 'proxy',
  expects: ['origin-not-allowed'],
  cause: 'origin-not-listed',
  listen: () =>
    serveProxy({
      forward: (lines, { headers }) =>
        headers.upgrade === undefined ? without(lines, 'Origin') : lines,
    }),
}
