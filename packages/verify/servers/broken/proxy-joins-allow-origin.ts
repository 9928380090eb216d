// WRONG ON PURPOSE: the proxy joins two equal lines with a comma.
import { serveProxy, valueOf, without } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends the allowed origin twice in one line.',
  stack: 'proxy',
  expects: ['duplicate-allow-origin'],
  cause: 'two-layers-set-cors-headers',
  listen: () =>
    serveProxy({
      alter: ({ status, lines }) => {
        const origin = valueOf(lines, 'Access-Control-Allow-Origin')
        if (origin === undefined) return { status, lines }
        const others = without(lines, 'Access-Control-Allow-Origin')
        return {
          status,
          lines: [...others, ['Access-Control-Allow-Origin', `${origin}, ${origin}`]],
        }
      },
    }),
}
