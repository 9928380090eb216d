import { anyOf, body, header, preflightHeader } from './shared/marks.ts'
import { python, texts } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Django with django-cors-headers. */
export const django: Stack = {
  id: 'django',
  name: 'django-cors-headers',
  kind: 'app',
  ranWith: 'Django 3.2.25 and django-cors-headers 3.14.0',
  recognise: anyOf(
    header('Server', /^WSGIServer\/.*CPython/),
    preflightHeader(
      'access-control-allow-headers',
      /^accept, (?:accept-encoding, )?authorization, content-type, (?:dnt, origin, )?user-agent, x-csrftoken, x-requested-with/,
    ),
    body(/<h1>Not Found<\/h1>\s*<p>The requested resource was not found on this server\.<\/p>/),
  ),
  syntax: python,
  settings: {
    origins: 'CORS_ALLOWED_ORIGINS',
    credentials: 'CORS_ALLOW_CREDENTIALS = True',
    methods: 'CORS_ALLOW_METHODS',
    requestHeaders: 'CORS_ALLOW_HEADERS',
    exposedHeaders: 'CORS_EXPOSE_HEADERS',
    maxAge: 'CORS_PREFLIGHT_MAX_AGE',
  },
  config: (policy) => ({
    where: 'settings.py, without CORS_ALLOW_ALL_ORIGINS and CORS_ALLOWED_ORIGIN_REGEXES',
    code: [
      '# INSTALLED_APPS has "corsheaders". The middleware is the first, above CommonMiddleware:',
      'MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", *MIDDLEWARE]',
      `CORS_ALLOWED_ORIGINS = [${texts(python, policy.origins)}]`,
      `CORS_ALLOW_CREDENTIALS = ${policy.credentials ? 'True' : 'False'}`,
      `CORS_ALLOW_METHODS = [${texts(python, policy.methods)}]`,
      `CORS_ALLOW_HEADERS = [${texts(python, policy.requestHeaders)}]`,
      `CORS_EXPOSE_HEADERS = [${texts(python, policy.exposedHeaders)}]`,
      `CORS_PREFLIGHT_MAX_AGE = ${policy.maxAgeSeconds}`,
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Install django-cors-headers, and add its app and its middleware.',
    'cors-first':
      'Move `"corsheaders.middleware.CorsMiddleware"` to the top of MIDDLEWARE, above CommonMiddleware, which redirects to a URL with a slash.',
    'request-header': {
      change: ({ headers = [] }) =>
        `Add ${headers.map((name) => `\`${python.text(name)}\``).join(', ')} to \`CORS_ALLOW_HEADERS\`, which replaces the defaults: \`[*default_headers, …]\` of \`corsheaders.defaults\` leaves them.`,
    },
    redirect: {
      change:
        'Call the URL with the slash. So that the redirect passes the CORS check, move `"corsheaders.middleware.CorsMiddleware"` above CommonMiddleware.',
    },
    'one-layer':
      'Leave the headers to django-cors-headers, and set no Access-Control header in views or in the proxy.',
    csrf: {
      change:
        'Leave `CsrfViewMiddleware` on, without `@csrf_exempt` on views that use cookies, and list the pages that may write.',
      block: (policy) => ({
        where: 'settings.py',
        code: `CSRF_TRUSTED_ORIGINS = [${texts(python, policy.origins)}]`,
      }),
      untried: true,
    },
  },
}
