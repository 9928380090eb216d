import { fetches, json } from './_steps.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

export const scenario: Scenario = {
  group: 'many-preflights',
  title: 'A preflight for each URL, query included',
  prose:
    'A cached preflight is valid for one URL, query included. A client with ids in the path or the query sends a preflight for each, whatever Max-Age is. Nothing is wrong here: it is the cost of preflights.',
  wrong: {
    server: rightFastify,
    steps: [
      fetches('app', 'The page replaces an item.', {
        method: 'PUT',
        headers: json,
        body: '{"title":"Oats"}',
        path: '/api/items?id=1',
      }),
      fetches('app', 'It replaces another one.', {
        method: 'PUT',
        headers: json,
        body: '{"title":"Oats"}',
        path: '/api/items?id=2',
      }),
      fetches('app', 'It replaces the first one again.', {
        method: 'PUT',
        headers: json,
        body: '{"title":"Oats"}',
        path: '/api/items?id=1',
      }),
    ],
    expected: [
      { readable: true, status: 200, serverSaw: ['OPTIONS', 'PUT'] },
      { readable: true, status: 200, serverSaw: ['OPTIONS', 'PUT'] },
      {
        readable: true,
        status: 200,
        only: { chromium: { readable: true, status: 200, serverSaw: ['PUT'] } },
      },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-preflight-cache',
  failure: 23,
  app: 'packages/config/src/environments.ts',
}
