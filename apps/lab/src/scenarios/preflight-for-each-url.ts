import { fetches, json } from './_acts.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

export const scenario: Scenario = {
  group: 'Caches',
  title: 'A preflight for each URL, query included',
  prose:
    'What a browser keeps of a preflight holds for one URL. A list with ids in its path or its query asks anew for each, whatever Max-Age says. Nothing is wrong here: it is what a preflight costs.',
  wrong: {
    setUp: rightFastify,
    acts: [
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
    promised: [
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
