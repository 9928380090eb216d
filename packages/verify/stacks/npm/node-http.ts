import { originList } from '../pages.ts'
import { node } from './node.ts'
import type { RealStack } from '../types.ts'

/** node:http, with CORS headers by hand. */
export const nodeHttp: RealStack = {
  id: 'node-http',
  find: () => ({ version: `Node ${process.versions.node.replace(/\.\d+$/, '')}` }),
  files: ({ cors = '', items = '' }) => ({
    'server.mjs': `
import { createServer } from 'node:http'

createServer((req, res) => {
${cors}
  res.setHeader('Content-Type', 'application/json')
  if (req.method === 'OPTIONS') return res.writeHead(405).end()
  if (req.url === '/api/items') {
    ${items}
    res.setHeader('X-Total-Count', '2')
    return res.end(JSON.stringify([{ id: 1 }, { id: 2 }]))
  }
  res.writeHead(req.url === '/api/boom' ? 500 : 404).end('{}')
}).listen(process.env.PORT, '127.0.0.1')
`,
  }),
  start: node('server.mjs'),
  wrong: [
    { title: 'no CORS layer', places: {} },
    {
      title: 'any origin reflected with credentials',
      places: {
        cors: `  res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '*')
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  res.setHeader('Access-Control-Allow-Methods', 'GET, PATCH')
  res.setHeader('Access-Control-Allow-Headers', 'content-type, x-tenant')
  if (req.method === 'OPTIONS') return res.writeHead(204).end()`,
      },
    },
    {
      title: 'preflight not handled',
      places: {
        cors: `  if ([${originList}].includes(req.headers.origin)) {
    res.setHeader('Access-Control-Allow-Origin', req.headers.origin)
    res.setHeader('Access-Control-Allow-Credentials', 'true')
    res.setHeader('Access-Control-Expose-Headers', 'X-Total-Count')
  }
  res.setHeader('Vary', 'Origin')`,
      },
    },
    {
      title: 'a list in one Access-Control-Allow-Origin, on one route',
      places: {
        items: `res.setHeader('Access-Control-Allow-Origin', [${originList}].join(', '))`,
      },
    },
  ],
}
