import { anyOf, body, header } from './shared/marks.ts'
import { handleCorsOptions, handleCorsSettings } from './shared/handle-cors.ts'
import { javascript } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Nitro and Nuxt: a middleware with handleCors of h3 1. */
export const nitro: Stack = {
  id: 'nitro',
  name: 'Nitro/Nuxt handleCors',
  kind: 'app',
  ranWith: 'Nitro 2.13.6 and h3 1.15.11',
  recognise: anyOf(
    body(/\{\s*"error":\s*true,\s*"url":\s*"[^"]*",\s*"statusCode":\s*\d+,\s*"statusMessage":/),
    header('content-security-policy', /^script-src 'none'; frame-ancestors 'none';$/),
  ),
  syntax: javascript,
  settings: { ...handleCorsSettings, maxAge: 'access-control-max-age' },
  config: (policy) => ({
    where: 'server/middleware/cors.ts, in place of `cors: true` in routeRules',
    code: [
      `import { eventHandler, handleCors, setResponseHeader } from 'h3'`,
      '',
      'export default eventHandler((event) => {',
      '  // handleCors of h3 1 does not send its maxAge.',
      `  if (event.method === 'OPTIONS') setResponseHeader(event, 'access-control-max-age', ${policy.maxAgeSeconds})`,
      '  const handled = handleCors(event, {',
      ...[...handleCorsOptions(policy), `preflight: { statusCode: 204 },`].map(
        (line) => `    ${line}`,
      ),
      '  })',
      '  if (handled) return',
      '})',
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Add a middleware with `handleCors`.',
    'cors-first':
      'Add a middleware with `handleCors` whose file name sorts before the others: it responds to preflights before the routes of single methods.',
    'exact-origins':
      'Replace `cors: true`, which sends `*` for origin, methods and headers, by a middleware with a list of whole origins.',
    vary: 'Replace the headers in routeRules by a middleware with a list in `origin`: handleCors then sends `Vary: Origin`.',
    'one-layer': 'Remove `cors: true` and the Access-Control headers from routeRules.',
  },
}
