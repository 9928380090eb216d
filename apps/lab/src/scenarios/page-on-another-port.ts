import cors from '@fastify/cors'
import { blocked, readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { serveWithVite } from './_development-server.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

// #region api
const origin = ['http://localhost:5173']
const api = () => serveFastify((app) => app.register(cors, { ...rightCors, origin }))
// #endregion

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: if 5173 is in use, Vite moves to a port that is not allowed.
    serveWithVite(api, { server: { port: 5173, strictPort: false } }, { isPortTaken: true }),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveWithVite(api, { server: { port: 5173, strictPort: true } }, { isPortTaken: true }),
  // #endregion
}

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: 'Vite moved from port 5173 to 5174, which is not allowed',
  prose:
    'The port is a part of the origin. An earlier Vite still uses 5173, so the new one moves to 5174 and prints one grey line. With strictPort it stops with “Port 5173 is already in use”. The Vite here is a real one.',
  wrong: {
    server: regions(import.meta.url, ['api', 'wrong'], wrong.listen, './_right-fastify.ts'),
    steps: [
      fetches('drifted', 'The page on http://localhost:5174 requests the items.', {
        credentials: 'omit',
      }),
    ],
    expected: [blocked(['GET', 200])],
  },
  right: {
    server: regions(import.meta.url, ['api', 'right'], right.listen, './_right-fastify.ts'),
    steps: [
      fetches('development', 'The page on http://localhost:5173 requests the items.', {
        credentials: 'omit',
      }),
    ],
    expected: [readable('GET')],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 9,
  app: 'apps/web/vite.config.ts',
}
