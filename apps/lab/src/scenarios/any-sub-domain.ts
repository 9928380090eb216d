import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightHono } from './_right-hono.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('sub-domain', 'https://forgotten.app.example.com asks for the items, with cookies.'),
  fetches('app', 'The page asks for the items.'),
]

export const scenario: Scenario = {
  group: 'Strangers get in',
  title: 'A forgotten sub-domain reads the items because every sub-domain may',
  prose:
    'The pattern is anchored and lets in every host under example.com. One of them is an old landing page on rented hosting, and whoever takes it over reads with everybody’s cookies.',
  wrong: {
    setUp: verifySetUp('hono-any-sub-domain'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  right: {
    setUp: rightHono,
    acts,
    promised: [
      { readable: false, serverSaw: ['GET'], serverAnswered: [200] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 21,
  app: 'packages/config/src/origin.ts',
}
