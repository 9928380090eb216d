import Fastify from 'fastify'
import { readSetup, report } from './_serve.ts'

/** The unit of the comparison: one route that sends the page, and nothing else. */
const { page } = readSetup()

const app = Fastify()
app.get('/api/items', async () => page)
await app.listen({ port: 0, host: '127.0.0.1' })
report(app.server)
