import { anyOf, body, header } from './shared/marks.ts'
import { python, texts } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** aiohttp with aiohttp-cors. */
export const aiohttp: Stack = {
  id: 'aiohttp',
  name: 'aiohttp-cors',
  kind: 'app',
  documentedFor: 'aiohttp 3.8.4 and aiohttp-cors 0.7',
  recognise: anyOf(
    header('Server', /\baiohttp\//),
    body(/^CORS preflight request failed: /),
    body(/^404: Not Found$/, false),
  ),
  syntax: python,
  settings: {
    origins: 'defaults',
    credentials: 'allow_credentials=True',
    methods: 'allow_methods',
    requestHeaders: 'allow_headers',
    exposedHeaders: 'expose_headers',
    maxAge: 'max_age',
  },
  config: (policy) => ({
    where: 'app.py: after all routes are added, before the app runs',
    code: [
      'import aiohttp_cors',
      '',
      'options = aiohttp_cors.ResourceOptions(',
      `    allow_credentials=${policy.credentials ? 'True' : 'False'},`,
      `    allow_methods=[${texts(python, policy.methods)}],`,
      `    allow_headers=[${texts(python, policy.requestHeaders)}],`,
      `    expose_headers=[${texts(python, policy.exposedHeaders)}],`,
      `    max_age=${policy.maxAgeSeconds},`,
      ')',
      `origins = [${texts(python, policy.origins)}]`,
      'cors = aiohttp_cors.setup(app, defaults={origin: options for origin in origins})',
      'for route in list(app.router.routes()):',
      '    cors.add(route)',
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Set up aiohttp-cors, and add it to every route with `cors.add(route)`.',
    'every-response':
      'Add the layer to every route with `cors.add(route)`: a route without it has no CORS.',
    'one-layer': 'Leave the headers to aiohttp-cors, and set none in handlers or middlewares.',
  },
}
