import { findModules } from '../npm.ts'
import { originList, pages, withToken } from '../pages.ts'
import { node } from './node.ts'
import type { RealStack } from '../types.ts'

const load = `import cors from 'cors'`

/** Express with the npm package cors, in an app that requires a token. */
export const express: RealStack = {
  id: 'express',
  find: () => findModules({ Express: 'express', cors: 'cors' }),
  options: withToken,
  files: ({ cors = '', late = '' }) => ({
    'server.mjs': `
import express from 'express'

const app = express()
${cors}
app.use((req, res, next) => {
  if (req.get('Authorization')) next()
  else res.sendStatus(401)
})
${late}
app.get('/api/items', (req, res) => res.set('X-Total-Count', '2').json([{ id: 1 }, { id: 2 }]))
app.patch('/api/items', (req, res) => res.json({ saved: true }))
app.get('/api/boom', () => {
  throw new Error('boom')
})
app.listen(process.env.PORT, '127.0.0.1')
`,
  }),
  start: node('server.mjs'),
  wrong: [
    {
      title: 'any origin reflected with credentials',
      places: { cors: `${load}\napp.use(cors({ origin: true, credentials: true }))` },
    },
    {
      title: 'authentication before CORS',
      places: { late: `${load}\napp.use(cors({ origin: [${originList}], credentials: true }))` },
    },
    {
      title: 'a list in one text as origin',
      places: {
        cors: `${load}\napp.use(cors({ origin: '${pages.origins.join(', ')}', credentials: true }))`,
      },
    },
    {
      title: 'request header not listed, header not exposed',
      places: {
        cors: `${load}
app.use(cors({ origin: [${originList}], credentials: true, allowedHeaders: ['authorization', 'content-type'] }))`,
      },
    },
  ],
}
