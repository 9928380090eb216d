import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightHono } from './_right-hono.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('attacker', 'A stranger’s page sends a transfer as a form would.', {
    method: 'POST',
    path: '/api/transfer',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'amount=1000',
    mode: 'no-cors',
  }),
]

export const scenario: Scenario = {
  group: 'What CORS does not stop',
  title: 'A stranger’s page makes a transfer with a urlencoded POST, as any form can',
  prose:
    'The API takes urlencoded bodies besides JSON, for old times’ sake. That is what a plain form sends, from any site and without a preflight.',
  wrong: {
    setUp: verifySetUp('hono-csrf-form'),
    acts,
    promised: [{ readable: false, serverSaw: ['POST'], serverAnswered: [200] }],
  },
  right: {
    setUp: rightHono,
    acts,
    promised: [{ readable: false, serverSaw: ['POST'], serverAnswered: [403] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#origin-header',
  app: 'apps/api/src/plugins/origin-guard.ts',
}
