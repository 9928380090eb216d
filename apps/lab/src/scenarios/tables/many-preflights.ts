import { verifyServer } from '../_helpers.ts'
import { rightExpress } from '../_right-express.ts'
import { rightFastify } from '../_right-fastify.ts'
import { rightNode } from '../_right-node.ts'
import { readable } from '../_expected.ts'
import { fetches, json } from '../_steps.ts'
import type { ScenarioRows } from '../../shared/types.ts'

export const rows: ScenarioRows = {
  'max-age-in-words': {
    title: 'A preflight every five seconds: Access-Control-Max-Age is not a number',
    prose:
      'A value that is not a whole number of seconds counts as absent, and the default is five seconds. Two writes in a row share a preflight, and the next one after a pause does not, so a short test does not show it.',
    steps: [
      fetches('app', 'The page replaces an item.', {
        method: 'PUT',
        headers: json,
        body: '{"title":"Oats"}',
      }),
      fetches('app', 'It replaces it again at once.', {
        method: 'PUT',
        headers: json,
        body: '{"title":"Oats"}',
      }),
    ],
    wrong: {
      server: verifyServer('node-max-age-in-words'),
      expected: [
        readable('OPTIONS', 'PUT'),
        {
          readable: true,
          status: 200,
          only: { chromium: readable('PUT') },
        },
      ],
    },
    right: {
      server: rightNode,
      expected: [
        readable('OPTIONS', 'PUT'),
        {
          readable: true,
          status: 200,
          only: { chromium: readable('PUT') },
        },
      ],
    },
    spec: 'https://fetch.spec.whatwg.org/#cors-preflight-cache',
    failure: 23,
    app: 'packages/config/src/environments.ts',
  },
  'max-age-zero': {
    title: 'A preflight before every request: Access-Control-Max-Age is 0',
    prose:
      'Access-Control-Max-Age is the number of seconds for which the browser may cache a preflight. With 0 each PUT is two requests, with 7200 the second PUT is one. The maximum is 7200 in Chromium, 86400 in Firefox and 600 in Safari.',
    steps: [
      fetches('app', 'The page replaces an item.', {
        method: 'PUT',
        headers: json,
        body: '{"title":"Oats"}',
      }),
      fetches('app', 'It replaces it again.', {
        method: 'PUT',
        headers: json,
        body: '{"title":"Oats"}',
      }),
    ],
    wrong: {
      server: verifyServer('express-max-age-zero'),
      expected: [
        readable('OPTIONS', 'PUT'),
        {
          readable: true,
          status: 200,
          only: { chromium: readable('OPTIONS', 'PUT') },
        },
      ],
    },
    right: {
      server: rightExpress,
      expected: [
        readable('OPTIONS', 'PUT'),
        {
          readable: true,
          status: 200,
          only: { chromium: readable('PUT') },
        },
      ],
    },
    spec: 'https://fetch.spec.whatwg.org/#cors-preflight-cache',
    failure: 23,
    app: 'packages/config/src/environments.ts',
  },
  'preflight-for-each-url': {
    title: 'A preflight for each URL, query included',
    prose:
      'A cached preflight is valid for one URL, query included. A client with ids in the path or the query sends a preflight for each, whatever Max-Age is. Nothing is wrong here: it is the cost of preflights.',
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
    wrong: {
      server: rightFastify,
      expected: [
        readable('OPTIONS', 'PUT'),
        readable('OPTIONS', 'PUT'),
        {
          readable: true,
          status: 200,
          only: { chromium: readable('PUT') },
        },
      ],
    },
    spec: 'https://fetch.spec.whatwg.org/#cors-preflight-cache',
    failure: 23,
    app: 'packages/config/src/environments.ts',
  },
}
