import fastifyCors from '@fastify/cors'
import { corsPolicy } from '@repo/config'
import Fastify from 'fastify'
import { environment } from './environment.ts'

/** An app with @fastify/cors only: the same preflight response as the API, and no other hook. */
const app = Fastify()
await app.register(fastifyCors, {
  origin: environment.allowedOrigins,
  credentials: true,
  methods: corsPolicy.methods,
  allowedHeaders: corsPolicy.requestHeaders,
  exposedHeaders: corsPolicy.exposedHeaders,
  maxAge: corsPolicy.maxAgeSeconds,
  cacheControl: 'no-store',
})
app.get('/api/items', async () => ({ items: [] }))
await app.listen({ port: environment.port, host: environment.host })
