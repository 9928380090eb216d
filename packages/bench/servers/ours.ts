import { buildApp } from '@repo/api'
import { openDatabase } from '@repo/api/database'
import { corsPolicy, definePolicy } from '@repo/config'
import { readSetup, report } from './_serve.ts'

/** The API as it is shipped, with its database. Its list of items is public: no session is read. */
const { databaseFile, cookieSecret, allowedOrigins } = readSetup()

const database = await openDatabase(databaseFile)
// Under valgrind a start takes longer than the ten seconds that Fastify gives a plugin.
const { setTimeout } = globalThis
const patient = (act: () => void, ms?: number) => setTimeout(act, (ms ?? 0) * 50)
Object.assign(globalThis, { setTimeout: patient })
const app = await buildApp({
  policy: definePolicy('bench', {
    ...corsPolicy,
    apiOrigin: 'https://api.acme.dev',
    allowedOrigins,
  }),
  database,
  cookieSecrets: [cookieSecret],
  logger: { level: 'info' },
})
Object.assign(globalThis, { setTimeout })
await app.listen({ port: 0, host: '127.0.0.1' })
report(app.server)
