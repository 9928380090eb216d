import { fetches, json } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
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
]

export const scenario: Scenario = {
  group: 'many-preflights',
  title: 'A preflight every five seconds: Access-Control-Max-Age is not a number',
  prose:
    'A value that is not a whole number of seconds counts as absent, and the default is five seconds. Two writes in a row share a preflight, and the next one after a pause does not, so a short test does not show it.',
  wrong: {
    server: verifyServer('node-max-age-in-words'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['OPTIONS', 'PUT'] },
      {
        readable: true,
        status: 200,
        only: { chromium: { readable: true, status: 200, serverSaw: ['PUT'] } },
      },
    ],
  },
  right: {
    server: rightNode,
    steps,
    expected: [
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
