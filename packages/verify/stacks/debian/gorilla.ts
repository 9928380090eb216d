import { originList, withToken } from '../pages.ts'
import { findGo, netHttp, noOuterLayer, runGo } from './go.ts'
import type { RealStack } from '../types.ts'

/** The layer with these options, beside credentials. */
const layer = (...options: readonly string[]) =>
  `handlers.CORS(handlers.AllowCredentials(), ${options.join(', ')})`
const origins = `handlers.AllowedOrigins([]string{${originList}})`
const methods = 'handlers.AllowedMethods([]string{"GET", "PATCH"})'
const headers = 'handlers.AllowedHeaders([]string{"Authorization", "Content-Type", "X-Tenant"})'
const exposed = 'handlers.ExposedHeaders([]string{"X-Total-Count"})'

/** Go with gorilla/handlers, around a handler that requires a token. */
export const gorilla: RealStack = {
  id: 'gorilla',
  find: () => findGo({ 'gorilla/handlers': 'golang-github-gorilla-handlers-dev' }),
  options: withToken,
  files: netHttp('github.com/gorilla/handlers'),
  start: runGo,
  wrong: [
    {
      title: 'any origin reflected with credentials',
      places: {
        cors: `withCORS := ${layer('handlers.AllowedOriginValidator(func(string) bool { return true })', methods, headers)}(handler)`,
      },
      named: true,
    },
    {
      title: 'authentication before CORS',
      places: {
        late: `api = ${layer(origins, methods, headers, exposed)}(api)`,
        cors: noOuterLayer,
      },
      named: true,
    },
    {
      title: 'method not listed, header not exposed',
      places: { cors: `withCORS := ${layer(origins, headers)}(handler)` },
      named: true,
    },
    {
      title: 'origin not listed',
      places: {
        cors: `withCORS := ${layer('handlers.AllowedOrigins([]string{"https://app.example.com"})', methods, headers, exposed)}(handler)`,
      },
      named: true,
    },
  ],
}
