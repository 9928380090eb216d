import cors from '@fastify/cors'
import { fetches } from './_acts.ts'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: a redirect to another origin makes the page's origin null there.
    serveFastify(async (app) => {
      await app.register(cors, rightCors)
      app.get('/api/old-items', (_request, reply) =>
        reply.redirect('https://api.example.org/api/items'),
      )
    }),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, rightCors)
      app.get('/api/old-items', (_request, reply) => reply.redirect('/api/items'))
    }),
  // #endregion
}

const acts = [
  fetches('app', 'The page asks for the items where they used to be.', {
    path: '/api/old-items',
    credentials: 'omit',
  }),
]

export const scenario: Scenario = {
  group: 'The page is refused',
  title: 'A page that is redirected to another origin arrives there with Origin null',
  prose:
    'The first answer is allowed, and the browser follows it. At the second origin it no longer says which page asks: it sends Origin: null, which no allowlist should have. A redirect within one origin keeps Origin as it is.',
  wrong: {
    setUp: regions(import.meta.url, ['wrong'], wrong.listen, './_right-fastify.ts'),
    acts,
    promised: [{ readable: false, serverSaw: ['GET', 'GET'], serverAnswered: [302, 200] }],
  },
  right: {
    setUp: regions(import.meta.url, ['right'], right.listen, './_right-fastify.ts'),
    acts,
    promised: [{ readable: true, status: 200, serverSaw: ['GET', 'GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-http-redirect-fetch',
  failure: 11,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
