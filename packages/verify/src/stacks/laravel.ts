import { anyOf, body, header } from './shared/marks.ts'
import { codes, php, texts } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Laravel with its HandleCors middleware. */
export const laravel: Stack = {
  id: 'laravel',
  name: 'Laravel config/cors.php',
  kind: 'app',
  documentedFor: 'Laravel 12',
  page: 'https://laravel.com/docs/12.x/routing#cors',
  builtOn: ['php'],
  recognise: anyOf(
    // The name was laravel_session up to Laravel 12.
    header('Set-Cookie', /^laravel[-_]session=/i),
    body(/"message":\s*"The route [^"]* could not be found\."/),
  ),
  syntax: php,
  settings: {
    origins: 'allowed_origins',
    credentials: "'supports_credentials' => true",
    methods: 'allowed_methods',
    requestHeaders: 'allowed_headers',
    exposedHeaders: 'exposed_headers',
    maxAge: 'max_age',
  },
  config: (policy) => ({
    where: 'config/cors.php (php artisan config:publish cors), then php artisan config:clear',
    code: [
      'return [',
      `    'paths' => ['*'],`,
      `    'allowed_origins' => [${texts(php, policy.origins)}],`,
      `    'allowed_origins_patterns' => [],`,
      `    'supports_credentials' => ${policy.credentials},`,
      `    'allowed_methods' => [${texts(php, policy.methods)}],`,
      `    'allowed_headers' => [${texts(php, policy.requestHeaders)}],`,
      `    'exposed_headers' => [${texts(php, policy.exposedHeaders)}],`,
      `    'max_age' => ${policy.maxAgeSeconds},`,
      '];',
    ].join('\n'),
  }),
  changes: {
    'no-layer':
      'Publish config/cors.php, and give `paths` the paths of the API: others have no CORS.',
    'every-response':
      'Give `paths` the paths of the API, such as `*`: others have no CORS. The default is `api/*` and `sanctum/csrf-cookie`.',
    'exact-origins': {
      change: (_about, policy) =>
        `List whole origins in \`allowed_origins\`: ${codes(php, policy.origins)}. With \`'supports_credentials' => true\`, \`'*'\` allows every origin with cookies.`,
    },
    'cors-first':
      'Leave `HandleCors` in the global middleware, as it is by default, above middleware that may respond first.',
    'one-layer':
      'Leave the headers to `HandleCors`, and set none in controllers, in .htaccess or in the proxy.',
    csrf: {
      change:
        'Leave the CSRF middleware on for routes that use the session cookie: it rejects writes without a token.',
      block: 'none',
    },
  },
}
