import { fetches } from './_acts.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

export const scenario: Scenario = {
  group: 'The FastAPI tutorial',
  title: 'Two origins on an allowlist read the items, and a stranger does not',
  prose:
    'The server compares Origin with its allowlist, character by character, and echoes the one that matches. A stranger gets the same 200 without Access-Control-Allow-Origin, so its page reads nothing. Nothing is wrong here: this is what every other scenario is held against.',
  wrong: {
    setUp: rightFastify,
    acts: [
      fetches('app', 'A page on the allowlist asks for the items.'),
      fetches('admin', 'The other page on it asks too.'),
      fetches('attacker', 'A stranger’s page asks as well.'),
    ],
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['GET'], serverAnswered: [200] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-origin',
  app: 'apps/api/src/cors/cors-plugin.ts',
}
