import type { FastifyInstance } from 'fastify'
import { blocked, readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import type { Step, Expected, Scenario } from '../shared/types.ts'

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
    // WRONG ON PURPOSE: the response depends on Origin, and Vary does not say so.
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

const steps: Step[] = [
  fetches('app', 'The page loads the URL without CORS, as an image or a tab would.', {
    mode: 'no-cors',
  }),
  fetches('app', 'It fetches the same URL.'),
]
const loaded: Expected = blocked(['GET', 200])

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: 'A cached image without CORS headers blocks the fetch of the same URL',
  prose:
    'The first request has no Origin, so its response has no Access-Control-Allow-Origin, and it may be cached for a minute. Without Vary: Origin the browser uses it for the fetch too, and the CORS check fails. The server gets no second request, so its log shows nothing.',
  wrong: {
    server: regions(import.meta.url, ['items', 'wrong'], wrong.listen),
    steps,
    expected: [loaded, { readable: false, serverSaw: [] }],
  },
  right: {
    server: regions(import.meta.url, ['items', 'right'], right.listen),
    steps,
    expected: [loaded, readable('GET')],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches',
  failure: 14,
  app: 'apps/api/src/cors/cors-server-response.ts',
}
