import { cors } from 'hono/cors'
import { blocked, readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveHono } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightHonoCors as rightCors } from './_right-hono.ts'
import type { Scenario } from '../shared/types.ts'

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: the pages of the extension have an origin of their own.
    serveHono((app) => {
      const origin = ['https://app.example.com']
      app.use(cors({ ...rightCors, origin }))
    }),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveHono((app) => {
      const origin = [
        'https://app.example.com',
        'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba',
      ]
      app.use(cors({ ...rightCors, origin }))
    }),
  // #endregion
}

const steps = [
  fetches('extension', 'The side panel of the extension requests the items.', {
    credentials: 'omit',
  }),
]

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: 'A browser extension is blocked: chrome-extension:// is not listed',
  prose:
    'A popup, a side panel or a service worker of an extension sends Origin: chrome-extension:// and the id of the extension. The id follows from its key, so an exact entry is safe; * for every extension is not. With the API in host_permissions of the manifest, the browser lets these pages read without CORS. A content script has the origin of the page that it is in. In Firefox the id is random for each installation: use host_permissions. An ordinary page stands in for the extension here; the API gets the same Origin.',
  wrong: {
    server: regions(import.meta.url, ['wrong'], wrong.listen, './_right-hono.ts'),
    steps,
    expected: [blocked(['GET', 200])],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-hono.ts'),
    steps,
    expected: [readable('GET')],
  },
  spec: 'https://fetch.spec.whatwg.org/#origin-header',
  failure: 1,
  app: 'packages/config/src/app-origin.ts',
}
