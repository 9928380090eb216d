import { valueOf } from '../http/header-lines.ts'
import { goStrings, varies } from './shared/go.ts'
import { anyOf, body, preflight, preflightHeader, someResponse } from './shared/marks.ts'
import { go } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Gin with gin-contrib/cors. */
export const gin: Stack = {
  id: 'gin',
  name: 'gin-contrib/cors',
  kind: 'app',
  ranWith: 'Go 1.19.8, Gin 1.8.1 and gin-contrib/cors 1.4.0',
  recognise: anyOf(
    // The same text of net/http ends with a line feed.
    body(/^404 page not found$(?!\n)/),
    // The defaults of `cors.DefaultConfig()`.
    preflightHeader('Access-Control-Allow-Headers', /^Origin,Content-Length,Content-Type$/),
    preflight(
      'a 204 to a preflight with three names in Vary and a list of methods',
      (response) =>
        response.status === 204 &&
        varies(response) &&
        valueOf(response.headers, 'access-control-allow-methods')?.includes(',') === true,
    ),
    someResponse(
      ({ status, body: text, headers }) =>
        status === 403 &&
        text === '' &&
        headers.every(([name]) => /^(?:date|content-length|connection)$/i.test(name))
          ? 'an empty 403 without headers'
          : undefined,
      false,
    ),
  ),
  syntax: go,
  settings: {
    origins: 'AllowOrigins',
    credentials: 'AllowCredentials: true',
    methods: 'AllowMethods',
    requestHeaders: 'AllowHeaders',
    exposedHeaders: 'ExposeHeaders',
    maxAge: 'MaxAge',
  },
  config: (policy) => ({
    where: 'main.go: the first r.Use, before authentication, limits and routes',
    code: [
      'r.Use(cors.New(cors.Config{',
      `\tAllowOrigins:     ${goStrings(policy.origins)},`,
      `\tAllowCredentials: ${policy.credentials},`,
      `\tAllowMethods:     ${goStrings(policy.methods)},`,
      `\tAllowHeaders:     ${goStrings(policy.requestHeaders)},`,
      `\tExposeHeaders:    ${goStrings(policy.exposedHeaders)},`,
      `\tMaxAge:           ${policy.maxAgeSeconds} * time.Second,`,
      '}))',
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Add `r.Use(cors.New(…))` above the routes.',
    'cors-first':
      'Move `r.Use(cors.New(…))` above the other middleware and the routes: a route only uses middleware that is registered before it.',
    credentials:
      'Replace `cors.Default()` by `cors.New(cors.Config{ … })` with `AllowCredentials: true` and whole origins.',
    'exact-origins':
      'Give `AllowOrigins` whole origins, without `AllowAllOrigins`, `AllowWildcard` and `AllowOriginFunc`.',
    'one-layer':
      'Use the middleware once, and set no Access-Control header in handlers or in the proxy.',
  },
}
