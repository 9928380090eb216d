import { blocked, readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveNodeHttp } from './_bases.ts'
import { serveWithVite } from './_development-server.ts'
import { regions } from './_regions.ts'
import type { Scenario } from '../shared/types.ts'

const api = () => serveNodeHttp({})

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: every website that the developer visits can read the source files.
    serveWithVite(
      api,
      {
        server: {
          port: 5173,
          strictPort: true,
          cors: true,
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
          cors: false,
        },
      },
      { isInFront: true },
    ),
  // #endregion
}

const steps = [
  fetches('attacker', 'A website that the developer visits requests a source file.', {
    path: '/runner.ts',
    credentials: 'omit',
  }),
]

export const scenario: Scenario = {
  group: 'readable-by-others',
  title: 'Vite server.cors: true lets every website read your source files',
  prose:
    'server.cors is for pages of other origins that load files of the development server, and not for your API: an error about the API is fixed in the API. With true Vite sends Allow-Origin: * with every file, and any website that you visit while it runs can read the source. The default allows pages on localhost and 127.0.0.1, and a page of the server itself needs none of it. The Vite here is a real one.',
  wrong: {
    server: regions(import.meta.url, ['wrong'], wrong.listen),
    steps,
    expected: [readable('GET')],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen),
    steps,
    expected: [blocked(['GET', 200])],
  },
  spec: 'https://vite.dev/config/server-options.html#server-cors',
  failure: 27,
  app: 'apps/web/vite.config.ts',
}
