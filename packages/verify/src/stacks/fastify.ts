import { anyOf, body, header } from './shared/marks.ts'
import { javascript, texts } from './shared/syntax.ts'
import { npmCorsOptions, npmCorsSettings } from './shared/npm-cors.ts'
import type { Policy, Stack } from './types.ts'

/** Fastify with @fastify/cors. */
export const fastify: Stack = {
  id: 'fastify',
  name: '@fastify/cors',
  kind: 'app',
  ranWith: 'Fastify 5.12.8 and @fastify/cors 11.4.3',
  recognise: anyOf(
    // Node's own default is 5 seconds.
    header('Keep-Alive', /^timeout=72$/),
    body(/\{"message":"Route [A-Z]+:[^"]{0,200} not found"/),
    body(/"code":"FST_ERR_[A-Z_]+"/),
  ),
  syntax: javascript,
  settings: npmCorsSettings,
  config: (policy) => ({
    where:
      'app.ts: the first plugin, on the root instance, before authentication, limits and routes',
    code: [
      `import cors from '@fastify/cors'`,
      '',
      `await app.register(cors, ${npmCorsOptions(policy)})`,
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Register @fastify/cors on the root instance, before all other plugins and routes.',
    'cors-first':
      'Register @fastify/cors on the root instance, before the other plugins and routes, and leave out its option `hook`: the default, `onRequest`, runs before authentication and limits.',
    'every-response':
      'Register @fastify/cors on the root instance and before the routes, so that every route and the 404 handler have it.',
    errors:
      'Register @fastify/cors on the root instance, before the routes and the 404 handler, without its option `hook`. A URL that cannot be decoded gets its 400 before any hook: set the headers in `frameworkErrors` too.',
    stream: {
      change:
        'Send the stream with `reply.send(stream)`. If you write to `reply.raw`, pass on the headers that the CORS layer has set.',
      block: () => ({
        where: 'the route of the stream',
        code: `reply.raw.writeHead(200, { ...reply.getHeaders(), 'content-type': 'text/event-stream' })`,
      }),
    },
    'one-layer': 'Register @fastify/cors once, and set no Access-Control header elsewhere.',
    vary: 'Give `origin` an array, not a text: @fastify/cors then adds `Vary: Origin` to every response.',
    rejection:
      'Give `origin` an array. If it has to be a function, call `callback(null, false)` for other origins, never `callback(new Error())`.',
    csrf: {
      change: 'Reject writes of other origins before the routes.',
      block: guard,
      untried: true,
    },
    'web-socket': {
      change: 'Compare the Origin of the upgrade with the list.',
      block: webSocketGuard,
      untried: true,
    },
  },
}

function guard(policy: Policy) {
  return {
    where: 'app.ts: after @fastify/cors, before the routes',
    code: [
      `const allowed = new Set([${texts(javascript, policy.origins)}])`,
      `app.removeContentTypeParser('text/plain')`,
      `app.addHook('onRequest', async (request, reply) => {`,
      `  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return`,
      `  const { origin } = request.headers`,
      `  if (origin !== undefined && !allowed.has(origin)) return reply.code(403).send({ message: 'origin' })`,
      `})`,
    ].join('\n'),
  }
}

function webSocketGuard(policy: Policy) {
  return {
    where: 'where @fastify/websocket is registered',
    code: [
      `const allowed = new Set([${texts(javascript, policy.origins)}])`,
      `await app.register(websocket, {`,
      `  options: { verifyClient: ({ origin }) => allowed.has(origin) },`,
      `})`,
    ].join('\n'),
  }
}
