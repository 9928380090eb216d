import { fetches, json } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
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
  group: 'Caches',
  title: 'A page pays for a preflight every five seconds because Max-Age is no number',
  prose:
    'A Max-Age that is no number of seconds counts as none, and none means five seconds. Two writes in a row share a preflight, and the next one after a pause does not: a set-up that looks right in a short test.',
  wrong: {
    setUp: verifySetUp('node-max-age-in-words'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['OPTIONS', 'PUT'] },
      {
        readable: true,
        status: 200,
        only: { chromium: { readable: true, status: 200, serverSaw: ['PUT'] } },
      },
    ],
  },
  right: {
    setUp: rightNode,
    acts,
    promised: [
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
