import { fetches } from './_steps.ts'
import { staticForEveryone, staticWithoutCors } from './_static-servers.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page loads a module script.', {
    path: '/static/module.js',
    credentials: 'omit',
    element: 'module',
  }),
]

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: 'A module script from another origin is blocked: type="module" needs CORS',
  prose:
    'A classic <script> of another origin runs without CORS. The same file with type="module", or with import, is requested with CORS and does not run without Access-Control-Allow-Origin. Its type must be a JavaScript one too. Micro frontends and importmaps of a CDN meet this first.',
  wrong: {
    server: staticWithoutCors,
    steps,
    expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [200] }],
  },
  right: {
    server: staticForEveryone,
    steps,
    expected: [{ readable: true, serverSaw: ['GET'], serverResponded: [200] }],
  },
  spec: 'https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-single-module-script',
  failure: 1,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
