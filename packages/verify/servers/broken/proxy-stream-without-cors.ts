// WRONG ON PURPOSE: the location block of the stream has an add_header of its own, so it inherits no other.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Strips the CORS headers of the event stream.',
  stack: 'proxy',
  expects: ['stream-without-cors'],
  cause: 'route-outside-cors-layer',
  listen: () =>
    serveProxy({
      alter: ({ status, lines }, { url }) => {
        const others = lines.filter(([name]) => !name.toLowerCase().startsWith('access-control-'))
        return { status, lines: url?.startsWith('/api/events') ? others : lines }
      },
    }),
}
