import { verifyServer } from '../_helpers.ts'
import { rightExpress } from '../_right-express.ts'
import { rightFastify } from '../_right-fastify.ts'
import { rightProxy } from '../_right-proxy.ts'
import { blocked, readable } from '../_expected.ts'
import { fetches, json } from '../_steps.ts'
import type { ScenarioRows } from '../../shared/types.ts'

export const rows: ScenarioRows = {
  'bad-json-400-unread': {
    title: 'The 400 for invalid JSON has no CORS headers: the body parser runs first',
    prose:
      'The body parser responds with 400 before the CORS middleware runs. The same happens with 413 and 415. Register CORS first.',
    steps: [
      fetches('app', 'The page sends JSON that ends too soon.', {
        method: 'POST',
        headers: json,
        body: '{',
      }),
    ],
    wrong: {
      server: verifyServer('express-parses-before-cors'),
      expected: [blocked(['OPTIONS', 204], ['POST', 400])],
    },
    right: {
      server: rightExpress,
      expected: [{ readable: true, status: 400, serverSaw: ['OPTIONS', 'POST'] }],
    },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 19,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'error-500-without-cors': {
    title: 'A 500 looks like a CORS error, because errors have no CORS headers',
    prose:
      'The server failed, and the browser reports CORS. nginx, for one, sends the headers of add_header with 200, 201, 204, 206, 301, 302, 303, 304, 307 and 308 only, unless it has the parameter always.',
    steps: [
      fetches('app', 'The page requests the items.'),
      fetches('app', 'The page requests a path that fails.', { path: '/api/boom' }),
    ],
    wrong: {
      server: verifyServer('proxy-headers-on-success-only'),
      expected: [readable('GET'), blocked(['GET', 500])],
    },
    right: {
      server: rightProxy,
      expected: [readable('GET'), { readable: true, status: 500, serverSaw: ['GET'] }],
    },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 2,
    app: 'apps/api/src/cors/cors-server-response.ts',
  },
  'null-origin-makes-a-500': {
    title: 'Origin: null causes a 500: the server parses it as a URL',
    prose:
      "new URL('null') throws, and so does parsing an absent Origin, as of a health check. Compare Origin as a string.",
    steps: [fetches('sandbox', 'A page whose origin is null requests the items.')],
    wrong: {
      server: verifyServer('fastify-parses-every-origin'),
      expected: [blocked(['GET', 500])],
    },
    right: { server: rightFastify, expected: [blocked(['GET', 200])] },
    spec: 'https://fetch.spec.whatwg.org/#http-responses',
    failure: 22,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'rejection-by-error': {
    title: 'A disallowed origin gets a 500, because the origin function passes an Error',
    prose:
      'The README of the npm package cors passes new Error(…) to the callback for an origin that is not allowed. Express responds with a 500 and logs it as a failure of the server. Pass false instead: the response then has no Access-Control-Allow-Origin, and the browser blocks it.',
    steps: [
      fetches('attacker', 'The attacker’s page requests the items.'),
      fetches('app', 'The page requests the items.'),
    ],
    wrong: {
      server: verifyServer('express-rejection-by-error'),
      expected: [blocked(['GET', 500]), readable('GET')],
    },
    right: { server: rightExpress, expected: [blocked(['GET', 200]), readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#http-responses',
    failure: 22,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'validation-400-unread': {
    title: 'The 400 of validation has no CORS headers: they are added after it',
    prose:
      'Validation responds before the hook that adds the CORS headers. Valid input works, and invalid input looks like a CORS error. Add the headers in the first hook, onRequest.',
    steps: [
      fetches('app', 'The page sends a limit that is not a number.', {
        path: '/api/items?limit=many',
      }),
    ],
    wrong: { server: verifyServer('fastify-late-hook'), expected: [blocked(['GET', 400])] },
    right: {
      server: rightFastify,
      expected: [{ readable: true, status: 400, serverSaw: ['GET'] }],
    },
    spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
    failure: 19,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
}
