import { anyOf, body, header } from './shared/marks.ts'
import { javascript, texts } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** hapi, whose routes have CORS built in. */
export const hapi: Stack = {
  id: 'hapi',
  name: 'hapi routes.cors',
  kind: 'app',
  ranWith: 'hapi 21.4.10',
  recognise: anyOf(
    body(
      /\{"message":"CORS(?: error)?: (?:Origin not allowed|Some headers are not allowed)[^"]*"\}/,
    ),
    header('access-control-expose-headers', /^WWW-Authenticate,Server-Authorization/),
    body(/^\{"statusCode":404,"error":"Not Found","message":"Not Found"\}$/, false),
  ),
  syntax: javascript,
  settings: {
    origins: 'origin',
    credentials: 'credentials: true',
    methods: 'the routes of the path',
    requestHeaders: 'additionalHeaders',
    exposedHeaders: 'additionalExposedHeaders',
    maxAge: 'maxAge',
  },
  config: (policy) => ({
    where:
      'in Hapi.server({ … }), beside the options that are there: for all routes, the 404 included',
    code: [
      'routes: {',
      `  // Methods that have a route are allowed: ${policy.methods.join(', ')}.`,
      '  cors: {',
      `    origin: [${texts(javascript, policy.origins)}],`,
      `    credentials: ${policy.credentials},`,
      `    additionalHeaders: [${texts(javascript, policy.requestHeaders)}],`,
      `    additionalExposedHeaders: [${texts(javascript, policy.exposedHeaders)}],`,
      `    maxAge: ${policy.maxAgeSeconds},`,
      '  },',
      '},',
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Set `routes: { cors: { … } }` in the options of the server.',
    'cors-first':
      'Set `routes: { cors: { … } }` in the options of the server instead of single routes: hapi then responds to preflights before authentication.',
    errors:
      'Set `routes: { cors: { … } }` in the options of the server instead of single routes: the 404 then has the headers too.',
    'one-layer':
      'Set CORS only in the options of the server, and no Access-Control header in handlers.',
  },
}
