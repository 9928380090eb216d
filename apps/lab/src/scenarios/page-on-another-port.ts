import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightHono } from './_right-hono.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [fetches('app', 'The page asks for the items.')]

export const scenario: Scenario = {
  group: 'The page is refused',
  title: 'A page is refused because the list has another port than the one it runs on',
  prose:
    'Where a port is taken, a development server such as Vite moves to the next one and says so in one grey line. The page then has an origin that nobody allowed. Fix the port, and let a taken one be an error.',
  wrong: {
    setUp: verifySetUp('hono-another-origin'),
    acts,
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [200] }],
  },
  right: {
    setUp: rightHono,
    acts,
    promised: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 9,
  app: 'apps/web/vite.config.ts',
}
