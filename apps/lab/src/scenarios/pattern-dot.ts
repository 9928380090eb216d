import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('dot-look-alike', 'https://appxexample.com requests the items, with credentials.'),
  fetches('app', 'The page requests the items.'),
]

export const scenario: Scenario = {
  group: 'readable-by-others',
  title: 'An unescaped dot in the pattern allows a look-alike origin',
  prose:
    'In a regular expression a dot stands for any character, so app.example.com also matches appxexample.com, which anyone can register.',
  wrong: {
    server: verifyServer('fastify-pattern-dot'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  right: {
    server: rightFastify,
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
