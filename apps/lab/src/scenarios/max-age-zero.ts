import { fetches, json } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
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
  group: 'many-preflights',
  title: 'A preflight before every request: Access-Control-Max-Age is 0',
  prose:
    'Access-Control-Max-Age is the number of seconds for which the browser may cache a preflight. With 0 each PUT is two requests, with 7200 the second PUT is one. The maximum is 7200 in Chromium, 86400 in Firefox and 600 in Safari.',
  wrong: {
    server: verifyServer('express-max-age-zero'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['OPTIONS', 'PUT'] },
      {
        readable: true,
        status: 200,
        only: { chromium: { readable: true, status: 200, serverSaw: ['OPTIONS', 'PUT'] } },
      },
    ],
  },
  right: {
    server: rightExpress,
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
