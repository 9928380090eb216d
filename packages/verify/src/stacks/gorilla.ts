import { goStrings } from './shared/go.ts'
import { unrecognisable } from './shared/marks.ts'
import { go } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Go with gorilla/handlers. */
export const gorilla: Stack = {
  id: 'gorilla',
  name: 'Go gorilla/handlers',
  kind: 'app',
  ranWith: 'Go 1.19.8 and gorilla/handlers 1.5.1',
  // gorilla/handlers sends no Vary and no text: the empty responses of many servers look the same.
  recognise: unrecognisable,
  syntax: go,
  settings: {
    origins: 'handlers.AllowedOrigins',
    credentials: 'handlers.AllowCredentials()',
    methods: 'handlers.AllowedMethods',
    requestHeaders: 'handlers.AllowedHeaders',
    exposedHeaders: 'handlers.ExposedHeaders',
    maxAge: 'handlers.MaxAge',
  },
  config: (policy) => ({
    where: 'main.go: around everything else. Serve withCORS; handler is your outermost handler',
    code: [
      'allow := handlers.CORS(',
      `\thandlers.AllowedOrigins(${goStrings(policy.origins)}),`,
      ...(policy.credentials ? ['\thandlers.AllowCredentials(),'] : []),
      `\thandlers.AllowedMethods(${goStrings(policy.methods)}),`,
      `\thandlers.AllowedHeaders(${goStrings(policy.requestHeaders)}),`,
      `\thandlers.ExposedHeaders(${goStrings(policy.exposedHeaders)}),`,
      policy.maxAgeSeconds > 600
        ? `\thandlers.MaxAge(600), // it cuts ${policy.maxAgeSeconds} to 600`
        : `\thandlers.MaxAge(${policy.maxAgeSeconds}),`,
      ')',
      'withCORS := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {',
      '\t// gorilla/handlers sends Vary only for several origins, and not on every response.',
      '\tw.Header().Set("Vary", "Origin")',
      '\tallow(handler).ServeHTTP(w, r)',
      '})',
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Put `handlers.CORS(…)` around the outermost handler.',
    'cors-first':
      'Put `handlers.CORS(…)` around the outermost handler, authentication and limits included.',
    vary: {
      change: 'Add `Origin` to `Vary` in an outer handler: gorilla/handlers sends none.',
      untried: true,
    },
    'one-layer':
      'Use one CORS handler, and set no Access-Control header in handlers or in the proxy.',
  },
}
