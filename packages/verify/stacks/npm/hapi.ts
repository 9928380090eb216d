import { findModules } from '../npm.ts'
import { originList } from '../pages.ts'
import { node } from './node.ts'
import type { RealStack } from '../types.ts'

/** hapi, whose routes have CORS built in. */
export const hapi: RealStack = {
  id: 'hapi',
  find: () => findModules({ hapi: '@hapi/hapi' }),
  files: ({ cors = '', route = '' }) => ({
    'server.mjs': `
import Hapi from '@hapi/hapi'

const server = Hapi.server({
  port: process.env.PORT,
  host: '127.0.0.1',
  debug: false,
${cors}
})
server.route([
  {
    method: 'GET',
    path: '/api/items',
    handler: (request, h) => h.response([{ id: 1 }, { id: 2 }]).header('X-Total-Count', '2'),
    ${route}
  },
  { method: 'PATCH', path: '/api/items', handler: () => ({ saved: true }) },
  {
    method: 'GET',
    path: '/api/boom',
    handler: () => {
      throw new Error('boom')
    },
  },
])
await server.start()
`,
  }),
  start: node('server.mjs'),
  wrong: [
    {
      title: 'any origin with credentials',
      places: { cors: `routes: { cors: { origin: ['*'], credentials: true } },` },
    },
    {
      title: 'credentials not allowed, request header not listed',
      places: { cors: `routes: { cors: { origin: [${originList}] } },` },
    },
    {
      title: 'CORS on one route',
      places: {
        route: `options: { cors: { origin: [${originList}], credentials: true, additionalHeaders: ['x-tenant'] } },`,
      },
    },
    {
      title: 'origin not listed',
      places: {
        cors: `routes: { cors: { origin: ['https://old.example.com'], credentials: true } },`,
      },
    },
  ],
}
