import cors from '@fastify/cors'
import { blocked, readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: the redirect leads from the API to a third origin: Origin is null.
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

const steps = [
  fetches('app', 'The page requests the items at their old URL.', {
    path: '/api/old-items',
    credentials: 'omit',
  }),
]

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: 'A redirect to another origin makes Origin null',
  prose:
    'The first response is allowed, and the browser follows the redirect. It leads from one origin that is not the page’s to a third, so the browser sends Origin: null there, and an allowlist must not contain null. A redirect within one origin keeps Origin.',
  wrong: {
    server: regions(import.meta.url, ['wrong'], wrong.listen, './_right-fastify.ts'),
    steps,
    expected: [blocked(['GET', 302], ['GET', 200])],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-fastify.ts'),
    steps,
    expected: [readable('GET', 'GET')],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-http-redirect-fetch',
  failure: 11,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
