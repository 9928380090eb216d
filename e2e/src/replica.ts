import { buildApp } from '@repo/api'
import { openDatabase } from '@repo/api/database'
import { corsPolicy, definePolicy } from '@repo/config'
import { optionsForTests } from './api.ts'
import { recordExchanges } from './recorder.ts'

// A replica for browser tests: the API with the routes of probe-routes.ts. It sends each exchange to
// its parent process.

const { API_ORIGIN = '', WEB_ORIGINS = '', DATABASE_URL = '', PORT } = process.env

const app = await buildApp({
  ...optionsForTests,
  policy: definePolicy('production', {
    ...corsPolicy,
    apiOrigin: API_ORIGIN,
    allowedOrigins: WEB_ORIGINS.split(','),
    dangerouslyAllowPlaceholders: true,
  }),
  database: await openDatabase(DATABASE_URL),
  trustProxy: 'loopback',
})
recordExchanges(
  app.server,
  () => {},
  // Sent before the response, so that the exchange is recorded when a client has the response.
  (exchange) => process.send?.(exchange),
)
await app.listen({ host: '127.0.0.1', port: Number(PORT) })
process.once('SIGTERM', () => void app.close().then(() => process.exit()))
process.once('disconnect', () => process.exit())
