import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [fetches('app', 'The page asks for the items.')]

export const scenario: Scenario = {
  group: 'The page is refused',
  title: 'A page is refused because a proxy adds * to the origin that the API names',
  prose:
    'The proxy was told to allow everybody, and the API allows the page by name. The browser sees both values, joins them, and takes the result for neither.',
  wrong: {
    setUp: verifySetUp('proxy-adds-star'),
    acts,
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [200] }],
  },
  right: {
    setUp: rightProxy,
    acts,
    promised: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 12,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
