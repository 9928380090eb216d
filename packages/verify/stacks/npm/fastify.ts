import { findModules } from '../npm.ts'
import { originList, withToken } from '../pages.ts'
import { node } from './node.ts'
import type { RealStack } from '../types.ts'

const load = `import cors from '@fastify/cors'`

/** Fastify with @fastify/cors, in an app that requires a token. */
export const fastify: RealStack = {
  id: 'fastify',
  find: () => findModules({ Fastify: 'fastify', '@fastify/cors': '@fastify/cors' }),
  options: withToken,
  files: ({ cors = '', scoped = '' }) => ({
    'server.mjs': `
import Fastify from 'fastify'

const app = Fastify()
${cors}
app.addHook('onRequest', async (request, reply) => {
  if (!request.headers.authorization) return reply.code(401).send({ error: 'no token' })
})
await app.register(async (app) => {
  ${scoped}
  app.get('/api/items', async (request, reply) => {
    reply.header('X-Total-Count', '2')
    return [{ id: 1 }, { id: 2 }]
  })
  app.patch('/api/items', async () => ({ saved: true }))
})
app.get('/api/boom', async () => {
  throw new Error('boom')
})
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
`,
  }),
  start: node('server.mjs'),
  wrong: [
    {
      title: 'any origin reflected with credentials',
      places: { cors: `${load}\nawait app.register(cors, { origin: true, credentials: true })` },
    },
    {
      title: 'method not listed, header not exposed',
      places: {
        cors: `${load}\nawait app.register(cors, { origin: [${originList}], credentials: true })`,
      },
    },
    {
      title: "authentication before CORS (`hook: 'preHandler'`)",
      places: {
        cors: `${load}
await app.register(cors, { origin: [${originList}], credentials: true, hook: 'preHandler' })`,
      },
    },
    {
      title: 'CORS in the scope of one plugin',
      places: {
        scoped: `const { default: cors } = await import('@fastify/cors')
  await app.register(cors, {
    origin: [${originList}],
    credentials: true,
    methods: ['GET', 'PATCH'],
    exposedHeaders: ['x-total-count'],
  })`,
      },
    },
  ],
}
