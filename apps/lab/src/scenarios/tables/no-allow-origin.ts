import { withCors, withoutCors } from '../_first-cors-layer.ts'
import { verifyServer } from '../_helpers.ts'
import { rightExpress } from '../_right-express.ts'
import { rightNode } from '../_right-node.ts'
import { rightProxy } from '../_right-proxy.ts'
import { staticForEveryone, staticWithoutCors } from '../_static-servers.ts'
import { blocked, readable } from '../_expected.ts'
import { fetches, patches } from '../_steps.ts'
import type { ScenarioRows } from '../../shared/types.ts'

export const rows: ScenarioRows = {
  '01-no-cors-layer': {
    title: 'No Access-Control-Allow-Origin: the API has no CORS layer',
    prose:
      'The request reaches the server, and the server responds with 200. The browser blocks the response, because no header allows this origin. The server’s log shows a 200, the console of the browser an error.',
    steps: [fetches('app', 'The page requests the items.', { credentials: 'omit' })],
    wrong: { server: withoutCors, expected: [blocked(['GET', 200])] },
    right: {
      server: withCors,
      expected: [{ readable: true, status: 200, serverSaw: ['GET'], serverResponded: [200] }],
    },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 1,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'module-script-without-cors': {
    title: 'A module script from another origin is blocked: type="module" needs CORS',
    prose:
      'A classic <script> of another origin runs without CORS. The same file with type="module", or with import, is requested with CORS and does not run without Access-Control-Allow-Origin. Its type must be a JavaScript one too. Micro frontends and import maps with a CDN are typical cases.',
    steps: [
      fetches('app', 'The page loads a module script.', {
        path: '/static/module.js',
        credentials: 'omit',
        element: 'module',
      }),
    ],
    wrong: { server: staticWithoutCors, expected: [blocked(['GET', 200])] },
    right: {
      server: staticForEveryone,
      expected: [{ readable: true, serverSaw: ['GET'], serverResponded: [200] }],
    },
    spec: 'https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-single-module-script',
    failure: 1,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'origin-with-trailing-slash': {
    title: 'Trailing slash in the allowed origin',
    prose:
      'Origins are compared byte for byte, and browsers send no slash at the end. A URL that is copied from the address bar has one. The entry matches no origin.',
    steps: [fetches('app', 'The page requests the items.')],
    wrong: { server: verifyServer('express-trailing-slash'), expected: [blocked(['GET', 200])] },
    right: { server: rightExpress, expected: [readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#origin-header',
    failure: 5,
    app: 'packages/config/src/check-origin.ts',
  },
  'proxy-strips-origin': {
    title: 'The proxy removes Origin from the request',
    prose:
      'The API gets no Origin, so it sends no Access-Control-Allow-Origin. Compare the request that the browser sent with the one that the server received.',
    steps: [fetches('app', 'The page requests the items.')],
    wrong: { server: verifyServer('proxy-strips-origin'), expected: [blocked(['GET', 200])] },
    right: { server: rightProxy, expected: [readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#origin-header',
    failure: 1,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'write-done-and-not-read': {
    title: 'The PATCH is processed, and its response is blocked',
    prose:
      'The preflight succeeds, the server processes the PATCH, and the actual response has no Access-Control-Allow-Origin. The page shows an error, the user retries, and the server processes it twice.',
    steps: [patches('app', 'The page renames an item.')],
    wrong: {
      server: verifyServer('node-allows-on-preflight-only'),
      expected: [blocked(['OPTIONS', 204], ['PATCH', 200])],
    },
    right: { server: rightNode, expected: [readable('OPTIONS', 'PATCH')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 1,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
}
