// WRONG ON PURPOSE: the proxy gives every WebSocket an allowed origin, so the check passes for all.
import { serveProxy, without } from '../proxy.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Sets Origin on the WebSocket handshake.',
  stack: 'proxy',
  stands: 'S23',
  expects: ['websocket-foreign-origin'],
  listen: () =>
    serveProxy({
      forward: (lines, { headers }) =>
        headers.upgrade === undefined
          ? lines
          : [...without(lines, 'Origin'), ['Origin', 'https://app.example.com']],
    }),
}
