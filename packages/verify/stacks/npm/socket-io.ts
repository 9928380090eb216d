import { findModules } from '../npm.ts'
import { node } from './node.ts'
import type { RealStack } from '../types.ts'

/** Socket.IO, whose first request is a poll over HTTP. */
export const socketIo: RealStack = {
  id: 'socket-io',
  find: () => findModules({ 'Socket.IO': 'socket.io' }),
  path: '/socket.io/?EIO=4&transport=polling',
  options: { methods: ['GET', 'POST'], exposedHeaders: [], requests: [] },
  files: ({ cors = '' }) => ({
    'server.mjs': `
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const httpServer = createServer((req, res) => res.writeHead(404).end())
const io = new Server(httpServer, {
  serveClient: false,
${cors}
})
io.on('connection', () => {})
httpServer.listen(process.env.PORT, '127.0.0.1')
`,
  }),
  start: node('server.mjs'),
  wrong: [
    { title: 'no CORS layer', places: {} },
    { title: '`*` with credentials', places: { cors: `cors: { origin: '*' },` } },
    {
      title: 'any origin reflected with credentials',
      places: { cors: 'cors: { origin: true, credentials: true },' },
    },
    {
      title: 'origin not listed',
      places: { cors: `cors: { origin: ['https://app.example.com'], credentials: true },` },
    },
  ],
}
