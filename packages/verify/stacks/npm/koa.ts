import { findModules } from '../npm.ts'
import { originList, withToken } from '../pages.ts'
import { node } from './node.ts'
import type { RealStack } from '../types.ts'

const load = `import cors from '@koa/cors'`
const origin = `(ctx) => ([${originList}].includes(ctx.get('Origin')) ? ctx.get('Origin') : '')`

/** Koa with @koa/cors, in an app that requires a token. */
export const koa: RealStack = {
  id: 'koa',
  find: () => findModules({ Koa: 'koa', '@koa/cors': '@koa/cors' }),
  options: withToken,
  files: ({ cors = '', late = '' }) => ({
    'server.mjs': `
import Koa from 'koa'

const app = new Koa()
app.silent = true
${cors}
app.use(async (ctx, next) => {
  if (!ctx.get('Authorization')) ctx.throw(401)
  await next()
})
${late}
app.use((ctx) => {
  ctx.set('X-Total-Count', '2')
  if (ctx.path === '/api/boom') throw new Error('boom')
  if (ctx.path === '/api/items') ctx.body = [{ id: 1 }, { id: 2 }]
})
app.listen(process.env.PORT, '127.0.0.1')
`,
  }),
  start: node('server.mjs'),
  wrong: [
    {
      title: 'any origin reflected with credentials',
      places: { cors: `${load}\napp.use(cors({ credentials: true }))` },
    },
    {
      title: 'authentication before CORS',
      places: { late: `${load}\napp.use(cors({ origin: ${origin}, credentials: true }))` },
    },
    {
      title: 'method not listed',
      places: {
        cors: `${load}
app.use(cors({ origin: ${origin}, credentials: true, allowMethods: 'GET,HEAD,POST' }))`,
      },
    },
    {
      title: 'credentials not allowed, header not exposed',
      places: { cors: `${load}\napp.use(cors({ origin: ${origin} }))` },
    },
  ],
}
