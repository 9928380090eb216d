import { verifyServer } from '../_helpers.ts'
import { rightExpress } from '../_right-express.ts'
import { rightFastify } from '../_right-fastify.ts'
import { rightHono } from '../_right-hono.ts'
import { rightNode } from '../_right-node.ts'
import { rightProxy } from '../_right-proxy.ts'
import { blocked, readable } from '../_expected.ts'
import { fetches, json, patches } from '../_steps.ts'
import type { ScenarioRows } from '../../shared/types.ts'

export const rows: ScenarioRows = {
  'list-has-patch-in-lower-case': {
    title: 'Access-Control-Allow-Methods lists patch instead of PATCH',
    prose: 'Methods are case-sensitive. The browser sends PATCH, and the list has patch.',
    steps: [patches('app', 'The page renames an item.')],
    wrong: {
      server: verifyServer('express-lower-case-patch'),
      expected: [{ readable: false, serverSaw: ['OPTIONS'] }],
    },
    right: { server: rightExpress, expected: [readable('OPTIONS', 'PATCH')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-method-normalize',
    failure: 25,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'methods-left-to-default': {
    title: 'PATCH is not allowed: the default methods of @fastify/cors are GET, HEAD and POST',
    prose:
      'Reading and creating work, so CORS seems to be done. The default list lacks PUT, PATCH and DELETE. The preflight fails, and the browser does not send the PATCH.',
    steps: [
      fetches('app', 'The page requests the items.'),
      patches('app', 'The page renames an item.'),
    ],
    wrong: {
      server: verifyServer('fastify-default-methods'),
      expected: [readable('GET'), { readable: false, serverSaw: ['OPTIONS'] }],
    },
    right: { server: rightFastify, expected: [readable('GET'), readable('OPTIONS', 'PATCH')] },
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-methods',
    failure: 4,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'methods-with-semicolons': {
    title: 'Semicolons in Access-Control-Allow-Methods',
    prose:
      'The list is separated by commas. One member that is not a token makes every preflight fail.',
    steps: [patches('app', 'The page renames an item.')],
    wrong: {
      server: verifyServer('node-methods-with-semicolons'),
      expected: [{ readable: false, serverSaw: ['OPTIONS'] }],
    },
    right: { server: rightNode, expected: [readable('OPTIONS', 'PATCH')] },
    spec: 'https://fetch.spec.whatwg.org/#http-new-header-syntax',
    failure: 4,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'options-response-before-cors': {
    title:
      'The preflight fails: another handler responds to OPTIONS with 200 before the CORS middleware',
    prose:
      'A handler in front of the CORS middleware responds to every OPTIONS with an empty 200. The status passes, and the headers that the browser checks are missing.',
    steps: [patches('app', 'The page renames an item.')],
    wrong: {
      server: verifyServer('express-options-before-cors'),
      expected: [blocked(['OPTIONS', 200])],
    },
    right: { server: rightExpress, expected: [readable('OPTIONS', 'PATCH')] },
    spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
    failure: 10,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'preflight-401-with-headers': {
    title: 'The preflight fails with 401 although it has every CORS header',
    prose:
      'The CORS headers are there, and the status makes the preflight fail: it must be 200 to 299. A preflight carries no cookies, so a session check always rejects it.',
    steps: [patches('app', 'The page renames an item.')],
    wrong: {
      server: verifyServer('express-preflight-401-with-headers'),
      expected: [blocked(['OPTIONS', 401])],
    },
    right: { server: rightExpress, expected: [readable('OPTIONS', 'PATCH')] },
    spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
    failure: 10,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'preflight-404': {
    title: 'The preflight fails with 404: no route for OPTIONS',
    prose:
      'A preflight is an OPTIONS request. A router without a route for OPTIONS responds with 404, and only 200 to 299 lets the browser send the actual request.',
    steps: [patches('app', 'The page renames an item.')],
    wrong: { server: verifyServer('node-preflight-404'), expected: [blocked(['OPTIONS', 404])] },
    right: { server: rightNode, expected: [readable('OPTIONS', 'PATCH')] },
    spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
    failure: 10,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'preflight-redirected': {
    title: 'The preflight fails: it is redirected to a path with a slash',
    prose:
      'A redirect makes a preflight fail, wherever it leads: to a slash at the end, to https, to a sign-in page. Request the final URL, and redirect no API path.',
    steps: [patches('app', 'The page renames an item.')],
    wrong: {
      server: verifyServer('proxy-redirects-options'),
      expected: [blocked(['OPTIONS', 301])],
    },
    right: { server: rightProxy, expected: [readable('OPTIONS', 'PATCH')] },
    spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
    failure: 11,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'preflight-without-allow-credentials': {
    title: 'The preflight fails: only the actual response has Allow-Credentials',
    prose:
      'A preflight carries no cookies, and its response needs Access-Control-Allow-Credentials: true all the same if the actual request is made with credentials. Here only the actual response has it, and the browser does not send the PATCH.',
    steps: [
      fetches('app', 'The page requests the items.'),
      patches('app', 'The page renames an item.'),
    ],
    wrong: {
      server: verifyServer('node-credentials-not-on-preflight'),
      expected: [readable('GET'), { readable: false, serverSaw: ['OPTIONS'] }],
    },
    right: { server: rightNode, expected: [readable('GET'), readable('OPTIONS', 'PATCH')] },
    spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
    failure: 6,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'proxy-responds-to-preflights': {
    title: 'The preflight fails: the proxy responds to it without CORS headers',
    prose:
      'The proxy responds to OPTIONS itself and the API never gets the preflight. A 204 without CORS headers fails the preflight as a 403 does.',
    steps: [patches('app', 'The page renames an item.')],
    wrong: {
      server: verifyServer('proxy-responds-to-options'),
      expected: [blocked(['OPTIONS', 204])],
    },
    right: { server: rightProxy, expected: [readable('OPTIONS', 'PATCH')] },
    spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
    failure: 12,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'request-header-not-allowed': {
    title: 'Content-Type is not in Access-Control-Allow-Headers',
    prose:
      'A POST by itself needs no preflight. A JSON body does: application/json is not one of the three types that a form can send. The preflight requests content-type, and the list has another header.',
    steps: [
      fetches('app', 'The page adds an item.', {
        method: 'POST',
        headers: json,
        body: '{"title":"Oats"}',
      }),
    ],
    wrong: {
      server: verifyServer('express-other-request-header'),
      expected: [{ readable: false, serverSaw: ['OPTIONS'] }],
    },
    right: { server: rightExpress, expected: [readable('OPTIONS', 'POST')] },
    spec: 'https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names',
    failure: 13,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'star-headers-with-credentials': {
    title: 'Access-Control-Allow-Headers: * with credentials',
    prose:
      'With credentials: include * is a literal header name, not a wildcard. Without credentials it covers every header except Authorization. List the headers that pages set.',
    steps: [
      patches('app', 'The page renames an item without credentials.', { credentials: 'omit' }),
      patches('app', 'It renames one with credentials.'),
    ],
    wrong: {
      server: verifyServer('hono-star-headers'),
      expected: [readable('OPTIONS', 'PATCH'), { readable: false, serverSaw: ['OPTIONS'] }],
    },
    right: {
      server: rightHono,
      expected: [readable('OPTIONS', 'PATCH'), { readable: true, status: 200 }],
    },
    spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
    failure: 15,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'star-methods-with-credentials': {
    title: 'Access-Control-Allow-Methods: * with credentials',
    prose:
      'Without credentials * means every method. With credentials: include it is a literal method name. The same preflight response allows one request and blocks the other.',
    steps: [
      patches('app', 'The page renames an item without credentials.', { credentials: 'omit' }),
      patches('app', 'It renames one with credentials.'),
    ],
    wrong: {
      server: verifyServer('hono-star-methods'),
      expected: [readable('OPTIONS', 'PATCH'), { readable: false, serverSaw: ['OPTIONS'] }],
    },
    right: {
      server: rightHono,
      expected: [readable('OPTIONS', 'PATCH'), { readable: true, status: 200 }],
    },
    spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
    failure: 15,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
  'star-on-preflight-with-credentials': {
    title: 'The proxy responds to preflights with Allow-Origin: * and Allow-Credentials: true',
    prose:
      'The API would name the origin, and the proxy responds in its place with * and Allow-Credentials: true. For a request with credentials * fails the CORS check, on a preflight as on the actual response.',
    steps: [patches('app', 'The page renames an item.')],
    wrong: {
      server: verifyServer('proxy-responds-to-options-with-star'),
      expected: [{ readable: false, serverSaw: ['OPTIONS'] }],
    },
    right: { server: rightProxy, expected: [readable('OPTIONS', 'PATCH')] },
    spec: 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials',
    failure: 3,
    app: 'apps/api/src/cors/cors-plugin.ts',
  },
}
