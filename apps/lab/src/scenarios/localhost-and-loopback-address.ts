import cors from '@fastify/cors'
import { blocked, readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const api = {
  // #region server
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin: ['http://localhost:5273'] })
    }),
  // #endregion
}
const server = regions(import.meta.url, ['server'], api.listen, './_right-fastify.ts')

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: '127.0.0.1 is blocked, because only localhost is allowed',
  prose:
    'Both names lead to the same machine, and they are two origins of two sites: browsers compare names, not addresses. Lax and Strict cookies are not sent between them either. Open the page under the listed name, and use one name everywhere.',
  wrong: {
    server,
    steps: [
      fetches('loopback-address', 'The page on http://127.0.0.1:5273 requests the items.', {
        credentials: 'omit',
      }),
    ],
    expected: [blocked(['GET', 200])],
  },
  right: {
    server,
    steps: [
      fetches('localhost', 'The same page on http://localhost:5273 requests the items.', {
        credentials: 'omit',
      }),
    ],
    expected: [readable('GET')],
  },
  spec: 'https://html.spec.whatwg.org/multipage/browsers.html#same-origin',
  failure: 7,
  app: 'packages/config/src/environments.ts',
}
