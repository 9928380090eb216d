import fastifyCors from '@fastify/cors'
import { corsPolicy } from '@repo/config'
import Fastify from 'fastify'
import './_in-process.ts'
import { readSetup, report } from './_serve.ts'

/** An API that has only CORS: the same preflight response, where no other hook runs. */
const { page, allowedOrigins } = readSetup()

const app = Fastify()
await app.register(fastifyCors, {
  origin: allowedOrigins,
  credentials: true,
  methods: corsPolicy.methods,
  allowedHeaders: corsPolicy.requestHeaders,
  exposedHeaders: corsPolicy.exposedHeaders,
  maxAge: corsPolicy.maxAgeSeconds,
  cacheControl: 'no-store',
})
app.get('/api/items', async () => page)
await app.listen({ port: 0, host: '127.0.0.1' })
report(app.server)
