import { valueOf } from '../http/header-lines.ts'
import { anyOf, header, preflight } from './shared/marks.ts'
import { python, texts } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Flask with Flask-CORS. */
export const flask: Stack = {
  id: 'flask',
  name: 'Flask-CORS',
  kind: 'app',
  ranWith: 'Flask 2.2.2 and Flask-CORS 3.0.10',
  recognise: anyOf(
    header('Server', /^Werkzeug\//),
    // Starlette sends the same list, with the text OK.
    preflight(
      'the Access-Control-Allow-Methods DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT of an empty preflight response',
      ({ headers, body }) =>
        body === '' &&
        valueOf(headers, 'access-control-allow-methods') ===
          'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT',
      true,
    ),
  ),
  syntax: python,
  settings: {
    origins: 'origins',
    credentials: 'supports_credentials=True',
    methods: 'methods',
    requestHeaders: 'allow_headers',
    exposedHeaders: 'expose_headers',
    maxAge: 'max_age',
  },
  config: (policy) => ({
    where: 'app.py: directly after app = Flask(__name__)',
    code: [
      'from flask_cors import CORS',
      '',
      'CORS(',
      '    app,',
      // Without a list, Flask-CORS reflects any origin, with credentials too. An origin with a `$` is a pattern.
      `    origins=[${texts(python, policy.origins)}],`,
      `    supports_credentials=${policy.credentials ? 'True' : 'False'},`,
      `    methods=[${texts(python, policy.methods)}],`,
      `    allow_headers=[${texts(python, policy.requestHeaders)}],`,
      `    expose_headers=[${texts(python, policy.exposedHeaders)}],`,
      `    max_age=${policy.maxAgeSeconds},`,
      ')',
      '',
      '# Flask-CORS sends Vary for some configurations only.',
      '@app.after_request',
      'def vary_by_origin(response):',
      '    response.vary.add("Origin")',
      '    return response',
    ].join('\n'),
  }),
  changes: {
    vary: {
      change:
        'Add `Origin` to `Vary` of every response: Flask-CORS does so for some configurations only.',
      untried: true,
    },
    'no-layer': 'Call `CORS(app, …)` for the whole app.',
    authentication: {
      change: 'Let OPTIONS pass the check of authentication: a preflight has no credentials.',
      block: () => ({
        where: 'the before_request function that checks authentication, in its first line',
        code: 'if request.method == "OPTIONS":\n    return None',
      }),
    },
    'cors-first':
      'Call `CORS(app, …)` for the whole app: it adds the headers after each request, to the responses of `before_request` functions too. Let OPTIONS pass in them.',
    credentials:
      'Set `supports_credentials=True` together with `origins=[…]`: without a list, Flask-CORS reflects any origin.',
    'one-layer':
      'Call `CORS(app)` or use `@cross_origin`, not both, and set no Access-Control header elsewhere.',
    redirect: {
      change:
        'Call the URL at which the route is, or let the route respond at both: `strict_slashes=False`.',
      block: () => ({
        where: 'the route',
        code: '@app.route("/api/items", strict_slashes=False)',
      }),
    },
    csrf: {
      change: 'Reject writes of other origins before the routes.',
      block: (policy) => ({
        where: 'app.py, before the routes',
        code: [
          `ALLOWED = {${texts(python, policy.origins)}}`,
          '',
          '@app.before_request',
          'def reject_other_origins():',
          '    origin = request.headers.get("Origin")',
          '    reads = request.method in ("GET", "HEAD", "OPTIONS")',
          '    if not reads and origin is not None and origin not in ALLOWED:',
          '        abort(403)',
        ].join('\n'),
      }),
      untried: true,
    },
  },
}
