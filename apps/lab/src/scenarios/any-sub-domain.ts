import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightHono } from './_right-hono.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('sub-domain', 'https://forgotten.app.example.com requests the items, with credentials.'),
  fetches('app', 'The page requests the items.'),
]

export const scenario: Scenario = {
  group: 'readable-by-others',
  title: 'Every subdomain is allowed, a forgotten one too',
  prose:
    'The pattern is anchored and matches every host under example.com. One of them is an old landing page on rented hosting. An attacker who takes it over reads responses with the users’ cookies: it is same-site, so SameSite does not withhold them.',
  wrong: {
    server: verifyServer('hono-any-sub-domain'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  right: {
    server: rightHono,
    steps,
    expected: [
      { readable: false, serverSaw: ['GET'], serverResponded: [200] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 21,
  app: 'packages/config/src/origin.ts',
}
