import { findModules } from '../npm.ts'
import { node } from './node.ts'
import type { RealStack } from '../types.ts'

/** Koa with @koa/cors, in an app that asks for a token. */
export const koa: RealStack = {
  id: 'koa',
  find: () => findModules({ Koa: 'koa', '@koa/cors': '@koa/cors' }),
  files: ({ cors = '', late = '' }) => ({
    'server.mjs': `
import Koa from 'koa'

const app = new Koa({ proxy: false })
app.silent = true
${cors}
app.use(async (ctx, next) => {
  if (ctx.path === '/api/private' && !ctx.get('Authorization')) ctx.throw(401)
  await next()
})
${late}
app.use((ctx) => {
  ctx.set('X-Total-Count', '2')
  if (ctx.path === '/api/boom') throw new Error('boom')
  if (ctx.path === '/api/items' || ctx.path === '/api/private') ctx.body = [{ id: 1 }, { id: 2 }]
})
app.listen(process.env.PORT, '127.0.0.1')
`,
  }),
  start: node('server.mjs'),
  wrong: [
    {
      title: 'any origin reflected with credentials',
      places: { cors: `import cors from '@koa/cors'\napp.use(cors({ credentials: true }))` },
    },
    {
      title: 'method not listed',
      places: {
        cors: `import cors from '@koa/cors'
const pages = ['https://app.example.com', 'https://admin.example.com']
app.use(cors({
  origin: (ctx) => (pages.includes(ctx.get('Origin')) ? ctx.get('Origin') : ''),
  credentials: true,
  allowMethods: ['GET', 'HEAD', 'POST'],
  exposeHeaders: ['x-total-count'],
}))`,
      },
    },
    {
      title: 'no CORS layer',
      places: {},
      named: true,
    },
  ],
}
