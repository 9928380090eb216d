import { verifyServer } from '../_helpers.ts'
import { rightExpress } from '../_right-express.ts'
import { rightFastify } from '../_right-fastify.ts'
import { rightNode } from '../_right-node.ts'
import { rightProxy } from '../_right-proxy.ts'
import { blocked, readable } from '../_expected.ts'
import { fetches, sendsBeacon } from '../_steps.ts'
import type { ScenarioRows } from '../../shared/types.ts'

export const rows: ScenarioRows = {
  'beacon-with-star': {
    title: 'sendBeacon returns true, and nothing arrives: it always sends credentials',
    prose:
      'navigator.sendBeacon has no option for credentials: the request always includes them, so * and a missing Access-Control-Allow-Credentials block it. A Blob of type application/json is preflighted. The page cannot notice a failure: sendBeacon returns true when the browser has queued the request. Allow the exact origin with credentials, or use fetch with keepalive and without credentials.',
    steps: [sendsBeacon('app', 'The page sends a JSON beacon.')],
    wrong: {
      server: verifyServer('fastify-star-with-credentials'),
      expected: [blocked(['OPTIONS', 204])],
    },
    right: { server: rightFastify, expected: [blocked(['OPTIONS', 204], ['POST', 200])] },
    spec: 'https://w3c.github.io/beacon/#sendbeacon-method',
    failure: 3,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  '03-star-in-development': {
    title: 'Allow-Origin * blocks requests with credentials, and allows every site without them',
    prose:
      '@fastify/cors sends a literal *. Browsers reject it for a request with credentials, whatever the other headers are, and allow every website to read responses without credentials, from a server on a developer’s machine too. Starlette, the base of FastAPI, behaves differently: with allow_credentials it sends back the Origin of the request, on every response since February 2026, before that on preflights and on requests with a cookie. Every website can then read responses with the user’s cookie.',
    steps: [
      fetches('app', 'The page sends a request without credentials.', { credentials: 'omit' }),
      fetches(
        'app',
        'The page sends one with credentials, as it does once the user has signed in.',
      ),
      fetches('attacker', 'The attacker’s page sends one without credentials.', {
        credentials: 'omit',
      }),
    ],
    wrong: {
      server: verifyServer('fastify-star-with-credentials'),
      expected: [readable('GET'), blocked(['GET', 200]), readable('GET')],
    },
    right: {
      server: rightFastify,
      expected: [readable('GET'), readable('GET'), { readable: false, serverSaw: ['GET'] }],
    },
    spec: 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials',
    failure: 3,
    app: 'packages/config/src/environments.ts',
  },
  'allow-credentials-capital-true': {
    title: 'Access-Control-Allow-Credentials: True instead of true',
    prose: 'Only true in lower case counts. True, TRUE and 1 fail the CORS check.',
    steps: [fetches('app', 'The page requests the items.')],
    wrong: {
      server: verifyServer('node-credentials-true-as-python'),
      expected: [blocked(['GET', 200])],
    },
    right: { server: rightNode, expected: [readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-credentials',
    failure: 6,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'allow-credentials-twice': {
    title: 'Access-Control-Allow-Credentials sent twice, by the API and a proxy',
    prose:
      'Two lines of one header are one value, joined by a comma. The browser reads “true, true”, which is not true.',
    steps: [fetches('app', 'The page requests the items.')],
    wrong: {
      server: verifyServer('proxy-doubles-allow-credentials'),
      expected: [blocked(['GET', 200])],
    },
    right: { server: rightProxy, expected: [readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-credentials',
    failure: 12,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'without-allow-credentials': {
    title: 'Access-Control-Allow-Credentials is missing',
    prose:
      "The origin is allowed, and the page reads the response without credentials. With credentials: 'include' the response needs Access-Control-Allow-Credentials: true.",
    steps: [
      fetches('app', 'The page sends a request without credentials.', { credentials: 'omit' }),
      fetches('app', 'It sends a request with credentials.'),
    ],
    wrong: {
      server: verifyServer('express-without-credentials'),
      expected: [readable('GET'), { readable: false, serverSaw: ['GET'] }],
    },
    right: { server: rightExpress, expected: [readable('GET'), readable('GET')] },
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-credentials',
    failure: 6,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
}
