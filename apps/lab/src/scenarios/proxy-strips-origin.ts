import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [fetches('app', 'The page asks for the items.')]

export const scenario: Scenario = {
  group: 'The page is refused',
  title: 'A page is refused because a proxy takes Origin off its request',
  prose:
    'The API never learns who asks, so it names nobody. What the browser sent and what the server saw are two things: look at both.',
  wrong: {
    setUp: verifySetUp('proxy-strips-origin'),
    acts,
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [200] }],
  },
  right: {
    setUp: rightProxy,
    acts,
    promised: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#origin-header',
  failure: 1,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
