// WRONG ON PURPOSE: the proxy gives every POST an allowed origin, so the CSRF check passes for all pages.
import { serveProxy, without } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sets Origin on requests that write.',
  stack: 'proxy',
  expects: ['csrf-simple-request'],
  listen: () =>
    serveProxy({
      forward: (lines, { method, url }) =>
        method === 'POST' && url === '/api/transfer'
          ? [...without(lines, 'Origin'), ['Origin', 'https://app.example.com']]
          : lines,
    }),
}
