import { fixedHeaders, preflightHeaders } from './shared/header-lines.ts'
import { anyOf, body, header } from './shared/marks.ts'
import { python, texts } from './shared/syntax.ts'
import type { Policy, Stack } from './types.ts'

/** Tornado: a base class of the handlers. */
export const tornado: Stack = {
  id: 'tornado',
  name: 'Tornado',
  kind: 'app',
  ranWith: 'Tornado 6.2',
  recognise: anyOf(
    header('Server', /^TornadoServer\//),
    body(/<html><title>\d{3}: [^<]+<\/title><body>\d{3}: [^<]+<\/body><\/html>/),
  ),
  syntax: python,
  settings: {
    origins: 'ALLOWED',
    credentials: 'Access-Control-Allow-Credentials: true',
    methods: 'Access-Control-Allow-Methods',
    requestHeaders: 'Access-Control-Allow-Headers',
    exposedHeaders: 'Access-Control-Expose-Headers',
    maxAge: 'Access-Control-Max-Age',
    commaSeparated: true,
  },
  config: (policy) => ({
    where: 'the base class of all handlers, and of the one for unknown paths',
    code: config(policy).join('\n'),
  }),
  changes: {
    'no-layer': 'Derive all handlers from a class that sets the headers.',
    preflight: 'Give the base class of the handlers a method `options`.',
    errors:
      'Set the headers in `set_default_headers`, which runs for errors too, and give the application a `default_handler_class`, for the 404.',
    'every-response':
      'Set the headers in `set_default_headers` of a class that all handlers derive from.',
    'web-socket': {
      change: 'Override `check_origin` in the WebSocket handler.',
      block: (policy) => ({
        where: 'the WebSocketHandler',
        code: [
          'def check_origin(self, origin):',
          `    return origin in {${texts(python, policy.origins)}}`,
        ].join('\n'),
      }),
      untried: true,
    },
  },
}

function config(policy: Policy): string[] {
  const set = ([name, value]: [string, string]) =>
    `        self.set_header("Access-Control-${name}", ${python.text(value)})`
  return [
    `ALLOWED = {${texts(python, policy.origins)}}`,
    '',
    'class CorsHandler(tornado.web.RequestHandler):',
    '    def set_default_headers(self):',
    '        self.set_header("Vary", "Origin")',
    '        origin = self.request.headers.get("Origin")',
    '        if origin not in ALLOWED:',
    '            return',
    '        self.set_header("Access-Control-Allow-Origin", origin)',
    ...[...fixedHeaders(policy), ...preflightHeaders(policy)].map(set),
    '',
    '    def options(self, *args):',
    '        self.set_status(204)',
    '',
    'class NotFound(CorsHandler):',
    '    def prepare(self):',
    '        if self.request.method != "OPTIONS":',
    '            raise tornado.web.HTTPError(404)',
    '',
    '# Application(handlers, default_handler_class=NotFound)',
  ]
}
