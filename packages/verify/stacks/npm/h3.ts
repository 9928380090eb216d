import { findModules } from '../npm.ts'
import { originList, withToken } from '../pages.ts'
import { node } from './node.ts'
import type { RealStack } from '../types.ts'

const load = `import { handleCors } from 'h3'`
const use = (options: string) => `${load}
app.use((event) => {
  const response = handleCors(event, ${options})
  if (response !== false) return response
})`

/** h3 with handleCors, in an app that requires a token. */
export const h3: RealStack = {
  id: 'h3',
  find: () => findModules({ h3: 'h3' }),
  options: withToken,
  files: ({ cors = '', late = '' }) => ({
    'server.mjs': `
import { H3, HTTPError, serve } from 'h3'

const app = new H3()
${cors}
app.use((event) => {
  if (!event.req.headers.get('authorization')) throw new HTTPError({ status: 401 })
})
${late}
app.get('/api/items', (event) => {
  event.res.headers.set('X-Total-Count', '2')
  return [{ id: 1 }, { id: 2 }]
})
app.patch('/api/items', () => ({ saved: true }))
app.get('/api/boom', () => {
  throw new HTTPError({ status: 500, message: 'boom' })
})
serve(app, { port: Number(process.env.PORT), hostname: '127.0.0.1', silent: true })
`,
  }),
  start: node('server.mjs'),
  wrong: [
    { title: '`*` with credentials', places: { cors: use(`{ origin: '*' }`) } },
    {
      title: 'method not listed',
      places: {
        cors: use(`{ origin: [${originList}], credentials: true, methods: ['GET', 'POST'] }`),
      },
    },
    {
      title: 'authentication before CORS',
      places: { late: use(`{ origin: [${originList}], credentials: true }`) },
    },
    {
      title: 'preflight passed on (the response of `handleCors` dropped)',
      places: {
        cors: `${load}
app.use((event) => {
  handleCors(event, { origin: [${originList}], credentials: true })
})`,
      },
    },
  ],
}
