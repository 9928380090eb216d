import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [fetches('app', 'The page asks for what fails.', { path: '/api/boom' })]

export const scenario: Scenario = {
  group: 'Errors and streams',
  title: 'A page cannot read that the API is down because the proxy answers with a page of its own',
  prose:
    'The proxy replaces the answer by its error page, and the CORS headers go with it. Whoever writes an answer has to add them, the last proxy included.',
  wrong: {
    setUp: verifySetUp('proxy-error-page'),
    acts,
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [502] }],
  },
  right: {
    setUp: rightProxy,
    acts,
    promised: [{ readable: true, status: 500, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 2,
  app: 'apps/api/src/cors/cors-server-response.ts',
}
