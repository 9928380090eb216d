import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
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
  title: 'A pattern without ^ and $ allows a look-alike origin',
  prose:
    'A pattern without ^ and $ matches anywhere, so every origin that contains app.example.com is allowed.',
  wrong: {
    server: verifyServer('express-includes'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  right: {
    server: rightExpress,
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
