import { buildApp } from '@repo/api'
import { openDatabase } from '@repo/api/database'
import { corsPolicy, definePolicy } from '@repo/config'
import { optionsForTests } from './api.ts'
import { recordExchanges } from './recorder.ts'

// One replica, for tests in browsers: the API with routes that fail on purpose. It sends each
// exchange to the process that has started it.

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
  // Sent before the response: a client that has the response finds the exchange recorded.
  (exchange) => process.send?.(exchange),
)
await app.listen({ host: '127.0.0.1', port: Number(PORT) })
process.once('SIGTERM', () => void app.close().then(() => process.exit()))
process.once('disconnect', () => process.exit())
