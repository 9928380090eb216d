// UNUSUAL, AND RIGHT: browsers need HTTP/1.1 only for WebSockets.
import { rightCors } from '../node-http.ts'
import { serveNodeHttp2 } from '../node-http2.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Speaks only HTTP/2.',
  stack: 'node:http2',
  expects: [],
  options: { webSockets: [] },
  alpn: ['h2'],
  listen: () => serveNodeHttp2(rightCors),
}
