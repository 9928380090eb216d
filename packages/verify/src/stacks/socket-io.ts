import { body } from './shared/marks.ts'
import { npmCorsOptions, npmCorsSettings } from './shared/npm-cors.ts'
import { javascript, texts } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Socket.IO, whose `cors` is the npm package. */
export const socketIo: Stack = {
  id: 'socket-io',
  name: 'Socket.IO cors',
  kind: 'app',
  ranWith: 'Socket.IO 4.8.4',
  // The server behind it has marks of its own.
  builtOn: ['express', 'fastify', 'nestjs'],
  recognise: body(
    /^(?:0?\{"sid":"|\{"code":\d,"message":"(?:Transport unknown|Bad handshake method|Session ID unknown|Bad request)"\})/,
  ),
  syntax: javascript,
  settings: npmCorsSettings,
  config: (policy) => ({
    where:
      'in new Server(httpServer, { … }): Socket.IO does not use the CORS layer of the HTTP server',
    code: `cors: ${npmCorsOptions(policy)},`,
  }),
  changes: {
    'no-layer':
      'Give the Socket.IO server its own `cors`: without it, the server responds to OPTIONS with 400.',
    'web-socket': {
      change: '`cors` does not apply to WebSockets. Compare the Origin in `allowRequest`.',
      block: (policy) => ({
        where: 'in new Server(httpServer, { … })',
        code: [
          `cors: ${npmCorsOptions(policy)},`,
          'allowRequest: (req, callback) => {',
          `  const allowed = [${texts(javascript, policy.origins)}]`,
          '  callback(null, allowed.includes(req.headers.origin))',
          '},',
        ].join('\n'),
      }),
      untried: true,
    },
  },
}
