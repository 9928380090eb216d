import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightHono } from './_right-hono.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [fetches('app', 'The page asks for the items.')]

export const scenario: Scenario = {
  group: 'The page is refused',
  title: 'A page is refused because the server names a host without its scheme',
  prose:
    'Origin says https://app.example.com, and the server answers app.example.com. To the browser these are two strings that differ, so the page reads nothing.',
  wrong: {
    setUp: verifySetUp('hono-without-scheme'),
    acts,
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [200] }],
  },
  right: {
    setUp: rightHono,
    acts,
    promised: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 5,
  app: 'packages/config/src/check-origin.ts',
}
