import { anyOf, body, header } from './shared/marks.ts'
import { python, texts } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** aiohttp with aiohttp-cors. */
export const aiohttp: Stack = {
  id: 'aiohttp',
  name: 'aiohttp-cors',
  kind: 'app',
  ranWith: 'aiohttp 3.8.4 and aiohttp-cors 0.7.0',
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
      'from aiohttp import web',
      '',
      '# aiohttp-cors only covers routes: the 404 of other paths needs a route too.',
      'async def not_found(request):',
      '    raise web.HTTPNotFound()',
      '',
      `for method in [${texts(python, policy.methods)}]:`,
      '    app.router.add_route(method, "/{path:.*}", not_found)',
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
      '',
      '# aiohttp-cors sends no Vary.',
      'async def vary_by_origin(request, response):',
      '    response.headers.add("Vary", "Origin")',
      '',
      'app.on_response_prepare.append(vary_by_origin)',
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Set up aiohttp-cors, and add it to every route with `cors.add(route)`.',
    preflight:
      'Add the layer to every route with `cors.add(route)`: it adds a route for OPTIONS to each path.',
    authentication: {
      change: 'Let OPTIONS pass the check of authentication: a preflight has no credentials.',
      block: () => ({
        where: 'the middleware that checks authentication, in its first line',
        code: 'if request.method == "OPTIONS":\n    return await handler(request)',
      }),
    },
    errors:
      'Add a route for all other paths, and the layer to it: aiohttp-cors adds the headers only to responses of routes.',
    vary: 'Add `Origin` to `Vary` of every response: aiohttp-cors sends no `Vary`.',
    'every-response':
      'Add the layer to every route with `cors.add(route)`: a route without it has no CORS.',
    'one-layer': 'Leave the headers to aiohttp-cors, and set none in handlers or middlewares.',
  },
}
