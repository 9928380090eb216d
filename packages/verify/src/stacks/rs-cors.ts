import type { WireResponse } from '../exchange.ts'
import { valueOf } from '../http/header-lines.ts'
import { goStrings, varies } from './shared/go.ts'
import { allOf, anyOf, body, preflight } from './shared/marks.ts'
import { go } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Go with rs/cors. */
export const rsCors: Stack = {
  id: 'rs-cors',
  name: 'Go rs/cors',
  kind: 'app',
  ranWith: 'Go 1.19.8 and rs/cors 1.7.0',
  recognise: anyOf(
    allOf(
      body(/^404 page not found\n$/),
      preflight('the three names of a preflight in Vary', isOfRsCors, true),
    ),
    preflight('the three names of a preflight in Vary', isOfRsCors),
  ),
  syntax: go,
  settings: {
    origins: 'AllowedOrigins',
    credentials: 'AllowCredentials: true',
    methods: 'AllowedMethods',
    requestHeaders: 'AllowedHeaders',
    exposedHeaders: 'ExposedHeaders',
    maxAge: 'MaxAge',
  },
  config: (policy) => ({
    where:
      'main.go: around everything else, c.Handler(auth(mux)) and not auth(c.Handler(mux)). Serve withCORS; handler is your outermost handler',
    code: [
      'c := cors.New(cors.Options{',
      `\tAllowedOrigins:   ${goStrings(policy.origins)},`,
      `\tAllowCredentials: ${policy.credentials},`,
      `\tAllowedMethods:   ${goStrings(policy.methods)},`,
      `\tAllowedHeaders:   ${goStrings(policy.requestHeaders)},`,
      `\tExposedHeaders:   ${goStrings(policy.exposedHeaders)},`,
      `\tMaxAge:           ${policy.maxAgeSeconds},`,
      '})',
      'withCORS := c.Handler(handler)',
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Put `c.Handler` around the outermost handler.',
    'cors-first':
      'Put `c.Handler` around the outermost handler: `c.Handler(auth(mux))`, not `auth(c.Handler(mux))`.',
    'exact-origins':
      'Give `AllowedOrigins` whole origins, instead of `AllowOriginFunc`, `AllowOriginRequestFunc`, `*` or a pattern.',
    'one-layer':
      'Use one CORS handler, and set no Access-Control header in handlers or in the proxy.',
  },
}

/** rs/cors returns only the requested method; Gin returns a list. */
function isOfRsCors(response: WireResponse): boolean {
  return (
    varies(response) && !valueOf(response.headers, 'access-control-allow-methods')?.includes(',')
  )
}
