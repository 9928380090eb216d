import { rightFastify } from '../_right-fastify.ts'
import { blocked, readable } from '../_expected.ts'
import { fetches } from '../_steps.ts'
import type { ScenarioRows } from '../../shared/types.ts'

export const rows: ScenarioRows = {
  '02-allowlist': {
    title: 'An allowlist of two origins, as it should be',
    prose:
      'The server compares Origin with its allowlist, byte for byte, and echoes the one that matches. Any other origin gets the same 200 without Access-Control-Allow-Origin, so the browser blocks it. Nothing is wrong here.',
    steps: [
      fetches('app', 'A page on the allowlist requests the items.'),
      fetches('admin', 'The other page on it sends a request too.'),
      fetches('attacker', 'The attacker’s page sends a request too.'),
    ],
    wrong: {
      server: rightFastify,
      expected: [readable('GET'), readable('GET'), blocked(['GET', 200])],
    },
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-origin',
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
}
