import cors from '@fastify/cors'
import { blocked, readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { serveWithVite } from './_development-server.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: the page requests /api from Vite, which hides that its origin is not listed.
    serveWithVite(
      () =>
        serveFastify(async (app) => {
          await app.register(cors, { ...rightCors, origin: [] })
        }),
      {
        server: {
          port: 5173,
          strictPort: true,
          proxy: { '/api': 'http://localhost:3000' },
        },
      },
    ),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveWithVite(
      () =>
        serveFastify(async (app) => {
          const origin = ['http://localhost:5173', 'https://app.example.com']
          await app.register(cors, { ...rightCors, origin })
        }),
      {
        server: {
          port: 5173,
          strictPort: true,
        },
      },
    ),
  // #endregion
}

const steps = [
  fetches('development', 'The page in development requests the API itself, not the proxy.', {
    credentials: 'omit',
  }),
  fetches('app', 'The page, once deployed, requests the items.'),
]

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: 'Works with the Vite proxy, blocked after deployment',
  prose:
    'With a proxy in Vite the page requests /api from its own origin, where CORS does not apply, so an API that allows no origin seems to work. The deployed page has no proxy, and the API is another origin. Here both pages request the API itself. Use two origins in development too, and list both.',
  wrong: {
    server: regions(import.meta.url, ['wrong'], wrong.listen, './_right-fastify.ts'),
    steps,
    expected: [blocked(['GET', 200]), blocked(['GET', 200])],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-fastify.ts'),
    steps,
    expected: [readable('GET'), readable('GET')],
  },
  spec: 'https://html.spec.whatwg.org/multipage/browsers.html#same-origin',
  failure: 29,
  app: 'apps/web/vite.config.ts',
}
