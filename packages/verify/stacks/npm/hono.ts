import { findModules } from '../npm.ts'
import { originList, withToken } from '../pages.ts'
import { node } from './node.ts'
import type { RealStack } from '../types.ts'

const load = `import { cors } from 'hono/cors'`

/** Hono with hono/cors, in an app that requires a token. */
export const hono: RealStack = {
  id: 'hono',
  find: () => findModules({ Hono: 'hono' }),
  options: withToken,
  files: ({ cors = '', late = '' }) => ({
    'server.mjs': `
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const app = new Hono()
${cors}
app.use(async (c, next) => {
  if (!c.req.header('authorization')) return c.text('Unauthorized', 401)
  await next()
})
${late}
app.get('/api/items', (c) => c.json([{ id: 1 }, { id: 2 }], 200, { 'X-Total-Count': '2' }))
app.patch('/api/items', (c) => c.json({ saved: true }))
app.get('/api/boom', () => {
  throw new Error('boom')
})
app.onError((error, c) => c.json({ error: error.message }, 500))
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' })
`,
  }),
  start: node('server.mjs'),
  wrong: [
    { title: '`*` with credentials', places: { cors: `${load}\napp.use(cors())` } },
    {
      title: 'any origin reflected with credentials',
      places: {
        cors: `${load}\napp.use(cors({ origin: (origin) => origin, credentials: true }))`,
      },
    },
    {
      title: 'authentication before CORS',
      places: { late: `${load}\napp.use(cors({ origin: [${originList}], credentials: true }))` },
    },
    {
      title: 'request header not listed, header not exposed',
      places: {
        cors: `${load}
app.use(cors({ origin: [${originList}], credentials: true, allowHeaders: ['authorization', 'content-type'] }))`,
      },
    },
  ],
}
