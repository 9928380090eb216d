import { verifyServer } from '../_helpers.ts'
import { rightExpress } from '../_right-express.ts'
import { rightFastify } from '../_right-fastify.ts'
import { rightHono } from '../_right-hono.ts'
import { rightNode } from '../_right-node.ts'
import { rightProxy } from '../_right-proxy.ts'
import { fetches } from '../_steps.ts'
import type { ScenarioRows } from '../../shared/types.ts'

export const rows: ScenarioRows = {
  '06-exposed-headers': {
    title: 'X-Total-Count is null: the header is not exposed',
    prose:
      'The header arrives, and the network panel shows it. JavaScript reads null: of a cross-origin response it sees seven safelisted headers, Cache-Control among them. All others need Access-Control-Expose-Headers.',
    steps: [
      fetches(
        'app',
        'The page reads how many items there are, and whether the response can be cached.',
        {
          reads: ['X-Total-Count', 'Cache-Control'],
        },
      ),
    ],
    wrong: {
      server: verifyServer('fastify-exposes-nothing'),
      expected: [
        {
          readable: true,
          status: 200,
          values: { 'X-Total-Count': null, 'Cache-Control': 'no-cache' },
          serverSaw: ['GET'],
        },
      ],
    },
    right: {
      server: rightFastify,
      expected: [
        {
          readable: true,
          status: 200,
          values: { 'X-Total-Count': '2', 'Cache-Control': 'no-cache' },
          serverSaw: ['GET'],
        },
      ],
    },
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-expose-headers',
    failure: 8,
    app: 'packages/config/src/cors-policy.ts',
  },
  'another-header-exposed': {
    title: 'X-Total-Count is null: only another header is exposed',
    prose:
      'Access-Control-Expose-Headers lists X-Request-Id. The page reads X-Total-Count, which was added to the API later.',
    steps: [
      fetches('app', 'The page reads how many items there are.', { reads: ['X-Total-Count'] }),
    ],
    wrong: {
      server: verifyServer('hono-exposes-another-header'),
      expected: [
        { readable: true, status: 200, values: { 'X-Total-Count': null }, serverSaw: ['GET'] },
      ],
    },
    right: {
      server: rightHono,
      expected: [
        { readable: true, status: 200, values: { 'X-Total-Count': '2' }, serverSaw: ['GET'] },
      ],
    },
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-expose-headers',
    failure: 8,
    app: 'packages/config/src/cors-policy.ts',
  },
  'exposed-with-semicolons': {
    title: 'X-Total-Count is null: semicolons in Access-Control-Expose-Headers',
    prose:
      'The list is separated by commas. A member that is not a token makes the whole header invalid.',
    steps: [
      fetches('app', 'The page reads how many items there are.', { reads: ['X-Total-Count'] }),
    ],
    wrong: {
      server: verifyServer('node-exposes-with-semicolons'),
      expected: [
        { readable: true, status: 200, values: { 'X-Total-Count': null }, serverSaw: ['GET'] },
      ],
    },
    right: {
      server: rightNode,
      expected: [
        { readable: true, status: 200, values: { 'X-Total-Count': '2' }, serverSaw: ['GET'] },
      ],
    },
    spec: 'https://fetch.spec.whatwg.org/#http-new-header-syntax',
    failure: 8,
    app: 'packages/config/src/cors-policy.ts',
  },
  'proxy-strips-expose-headers': {
    title: 'X-Total-Count is null: the proxy removes Access-Control-Expose-Headers',
    prose:
      'The API exposes the header, and its tests pass. The proxy in front of it forwards only the headers that it knows.',
    steps: [
      fetches('app', 'The page reads how many items there are.', { reads: ['X-Total-Count'] }),
    ],
    wrong: {
      server: verifyServer('proxy-strips-expose'),
      expected: [
        { readable: true, status: 200, values: { 'X-Total-Count': null }, serverSaw: ['GET'] },
      ],
    },
    right: {
      server: rightProxy,
      expected: [
        { readable: true, status: 200, values: { 'X-Total-Count': '2' }, serverSaw: ['GET'] },
      ],
    },
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-expose-headers',
    failure: 8,
    app: 'packages/config/src/cors-policy.ts',
  },
  'star-exposed-with-credentials': {
    title: 'Access-Control-Expose-Headers: * with credentials',
    prose:
      'Without credentials * exposes every header. With credentials: include it is a literal name, the header “*”. The same response, requested both ways, shows it.',
    steps: [
      fetches('app', 'The page reads the total without credentials.', {
        credentials: 'omit',
        reads: ['X-Total-Count'],
      }),
      fetches('app', 'It reads the total with credentials.', { reads: ['X-Total-Count'] }),
    ],
    wrong: {
      server: verifyServer('express-exposes-star'),
      expected: [
        { readable: true, status: 200, values: { 'X-Total-Count': '2' }, serverSaw: ['GET'] },
        { readable: true, status: 200, values: { 'X-Total-Count': null }, serverSaw: ['GET'] },
      ],
    },
    right: {
      server: rightExpress,
      expected: [
        { readable: true, status: 200, values: { 'X-Total-Count': '2' }, serverSaw: ['GET'] },
        { readable: true, status: 200, values: { 'X-Total-Count': '2' }, serverSaw: ['GET'] },
      ],
    },
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-expose-headers',
    failure: 15,
    app: 'packages/config/src/cors-policy.ts',
  },
}
