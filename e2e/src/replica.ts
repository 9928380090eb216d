import { buildApp } from '@repo/api'
import { openDatabase } from '@repo/api/database'
import { corsPolicy, definePolicy } from '@repo/config'
import { probeRoutes } from './probe-routes.ts'
import { recordExchanges } from './recorder.ts'

// One replica, for tests in browsers: the API as it is, with routes that fail on purpose, which
// tells the process that has started it of every exchange.

const { API_ORIGIN = '', WEB_ORIGINS = '', DATABASE_URL = '', PORT } = process.env

const app = await buildApp({
  policy: definePolicy('production', {
    ...corsPolicy,
    apiOrigin: API_ORIGIN,
    allowedOrigins: WEB_ORIGINS.split(','),
    dangerouslyAllowPlaceholders: true,
  }),
  database: await openDatabase(DATABASE_URL),
  cookieSecrets: ['a key for tests: nobody signs anything real with it'],
  trustProxy: 'loopback',
  // Every test comes from one address.
  signInLimits: { perAccount: 10, perAddress: 10_000 },
  extraRoutes: probeRoutes,
})
recordExchanges(
  app.server,
  () => {},
  // It is in the pipe before the answer leaves: whoever has the answer finds it there.
  (exchange) => process.send?.(exchange),
)
await app.listen({ host: '127.0.0.1', port: Number(PORT) })
process.once('SIGTERM', () => void app.close().then(() => process.exit()))
process.once('disconnect', () => process.exit())
