import { originList, withToken } from '../pages.ts'
import { findGo, netHttp, noOuterLayer, runGo } from './go.ts'
import type { RealStack } from '../types.ts'

/** The layer with these options, beside credentials. */
const layer = (...options: readonly string[]) =>
  `cors.New(cors.Options{AllowCredentials: true, ${options.join(', ')}}).Handler`
const origins = `AllowedOrigins: []string{${originList}}`
const methods = 'AllowedMethods: []string{"GET", "PATCH"}'
const headers = 'AllowedHeaders: []string{"Authorization", "Content-Type", "X-Tenant"}'
const exposed = 'ExposedHeaders: []string{"X-Total-Count"}'

/** Go with rs/cors, around a handler that requires a token. */
export const rsCors: RealStack = {
  id: 'rs-cors',
  find: () => findGo({ 'rs/cors': 'golang-github-rs-cors-dev' }),
  options: withToken,
  files: netHttp('github.com/rs/cors'),
  start: runGo,
  wrong: [
    {
      title: 'any origin reflected with credentials',
      places: {
        cors: `withCORS := ${layer('AllowOriginFunc: func(string) bool { return true }', methods, headers)}(handler)`,
      },
    },
    {
      title: 'authentication before CORS',
      places: {
        late: `api = ${layer(origins, methods, headers, exposed)}(api)`,
        cors: noOuterLayer,
      },
    },
    {
      title: 'method not listed, header not exposed',
      places: { cors: `withCORS := ${layer(origins, headers)}(handler)` },
    },
    {
      title: 'request header not listed',
      places: { cors: `withCORS := ${layer(origins, methods, exposed)}(handler)` },
    },
  ],
}
