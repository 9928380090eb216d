import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightHono } from './_right-hono.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches(
    'prefix-look-alike',
    'https://app.example.com.attacker.example requests the items, with credentials.',
  ),
  fetches('app', 'The page requests the items.'),
]

export const scenario: Scenario = {
  group: 'readable-by-others',
  title: 'startsWith allows a look-alike origin',
  prose:
    'The check is startsWith, and https://app.example.com.attacker.example starts with https://app.example.com. The owner of attacker.example can create that name.',
  wrong: {
    server: verifyServer('hono-starts-with'),
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
