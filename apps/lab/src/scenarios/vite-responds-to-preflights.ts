import cors from '@fastify/cors'
import { blocked, readable } from './_expected.ts'
import { fetches, json } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { serveWithVite } from './_development-server.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

// #region api
const origin = ['http://localhost:5273']
const api = () => serveFastify((app) => app.register(cors, { ...rightCors, origin }))
// #endregion

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: Vite responds to preflights itself, and its response does not allow credentials.
    serveWithVite(
      api,
      {
        server: {
          port: 5173,
          strictPort: true,
          proxy: { '/api': 'http://localhost:3000' },
        },
      },
      { isInFront: true },
    ),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveWithVite(
      api,
      {
        server: {
          port: 5173,
          strictPort: true,
          proxy: { '/api': 'http://localhost:3000' },
          cors: false,
        },
      },
      { isInFront: true },
    ),
  // #endregion
}

const steps = [
  fetches('localhost', 'A page on another port of localhost requests the items through Vite.', {
    headers: json,
  }),
]

export const scenario: Scenario = {
  group: 'preflight',
  title: 'The Vite proxy responds to the preflight itself, and the API never gets it',
  prose:
    'The CORS layer of Vite runs before its proxy and responds to every preflight, by default for pages on localhost and without Access-Control-Allow-Credentials. What the API allows does not count. With server.cors: false the preflight reaches the API. Other development proxies have such a layer too. Here a page on another port, such as that of Storybook, calls the API through the proxy of the app.',
  wrong: {
    server: regions(import.meta.url, ['api', 'wrong'], wrong.listen, './_right-fastify.ts'),
    steps,
    expected: [blocked(['OPTIONS', 204])],
  },
  right: {
    server: regions(import.meta.url, ['api', 'right'], right.listen, './_right-fastify.ts'),
    steps,
    expected: [readable('OPTIONS', 'GET')],
  },
  spec: 'https://vite.dev/config/server-options.html#server-cors',
  failure: 29,
  app: 'apps/web/vite.config.ts',
}
