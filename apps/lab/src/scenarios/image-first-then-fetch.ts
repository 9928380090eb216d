import type { FastifyInstance } from 'fastify'
import { fetches } from './_acts.ts'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import type { Act, Promised, Scenario } from '../shared/types.ts'

// #region items
const allowed = ['https://app.example.com', 'https://admin.example.com']

function addCacheableItems(app: FastifyInstance): void {
  app.get('/api/items', (_request, reply) =>
    reply.header('Cache-Control', 'max-age=60').send([{ id: 1, title: 'Milk' }]),
  )
}
// #endregion

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: the answer depends on Origin, and no cache is told.
    serveFastify((app) => {
      app.addHook('onRequest', async ({ headers: { origin = '' } }, reply) => {
        if (allowed.includes(origin))
          reply
            .header('Access-Control-Allow-Origin', origin)
            .header('Access-Control-Allow-Credentials', 'true')
      })
      addCacheableItems(app)
    }),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveFastify((app) => {
      app.addHook('onRequest', async ({ headers: { origin = '' } }, reply) => {
        reply.header('Vary', 'Origin')
        if (allowed.includes(origin))
          reply
            .header('Access-Control-Allow-Origin', origin)
            .header('Access-Control-Allow-Credentials', 'true')
      })
      addCacheableItems(app)
    }),
  // #endregion
}

const acts: Act[] = [
  fetches('app', 'The page loads the URL without CORS, as an image or a tab would.', {
    mode: 'no-cors',
  }),
  fetches('app', 'It asks for the same URL, to read it.'),
]
const loaded: Promised = { readable: false, serverSaw: ['GET'], serverAnswered: [200] }

export const scenario: Scenario = {
  group: 'Caches',
  title: 'A page is refused from its own cache what a load without CORS left there',
  prose:
    'The first request has no Origin, so its answer names none, and it may be kept for a minute. Without Vary: Origin the browser takes it for the second request, too, and refuses the page what the server would have allowed. The server is not asked at all, so its log is of no help.',
  wrong: {
    setUp: regions(import.meta.url, ['items', 'wrong'], wrong.listen),
    acts,
    promised: [loaded, { readable: false, serverSaw: [] }],
  },
  right: {
    setUp: regions(import.meta.url, ['items', 'right'], right.listen),
    acts,
    promised: [loaded, { readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches',
  failure: 14,
  app: 'apps/api/src/cors/cors-server-response.ts',
}
