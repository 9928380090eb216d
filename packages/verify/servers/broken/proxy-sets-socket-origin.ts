// WRONG ON PURPOSE: the proxy gives every WebSocket an allowed origin, so the check passes for all pages.
import { serveProxy, without } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sets Origin on the WebSocket handshake.',
  stack: 'proxy',
  expects: ['websocket-disallowed-origin'],
  listen: () =>
    serveProxy({
      forward: (lines, { headers }) =>
        headers.upgrade === undefined
          ? lines
          : [...without(lines, 'Origin'), ['Origin', 'https://app.example.com']],
    }),
}
