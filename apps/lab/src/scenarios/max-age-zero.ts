import { fetches, json } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
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
]

export const scenario: Scenario = {
  group: 'Caches',
  title: 'A page pays for a preflight with every write because Max-Age is 0',
  prose:
    'Access-Control-Max-Age says how many seconds a preflight holds. At 0 each PUT is two requests, at 7200 the second one goes alone. Chromium keeps it two hours at most, Firefox a day, so more is of no use. How often Firefox and WebKit ask again is theirs to say.',
  wrong: {
    setUp: verifySetUp('express-max-age-zero'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['OPTIONS', 'PUT'] },
      {
        readable: true,
        status: 200,
        only: { chromium: { readable: true, status: 200, serverSaw: ['OPTIONS', 'PUT'] } },
      },
    ],
  },
  right: {
    setUp: rightExpress,
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
