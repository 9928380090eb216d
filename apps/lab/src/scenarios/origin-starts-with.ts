import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightHono } from './_right-hono.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches(
    'prefix-look-alike',
    'https://app.example.com.attacker.example asks for the items, with cookies.',
  ),
  fetches('app', 'The page asks for the items.'),
]

export const scenario: Scenario = {
  group: 'Strangers get in',
  title: 'A look-alike that starts as the allowed origin reads the items',
  prose:
    'The check is startsWith, and https://app.example.com.attacker.example starts as it should. Whoever owns attacker.example can have that name in a minute.',
  wrong: {
    setUp: verifySetUp('hono-starts-with'),
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
