import { readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveNodeHttp } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightNodeCors as rightCors } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: by the standard * does not cover Authorization.
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Headers': '*',
    }),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Headers': 'authorization',
    }),
  // #endregion
}

const steps = [
  fetches('app', 'The page requests the items with a token, without cookies.', {
    headers: { Authorization: 'Bearer token' },
    credentials: 'omit',
  }),
  fetches('app', 'It requests them with a token and cookies.', {
    headers: { Authorization: 'Bearer token' },
  }),
]
const allowed = readable('OPTIONS', 'GET')

export const scenario: Scenario = {
  group: 'preflight',
  title: 'Authorization is not covered by Access-Control-Allow-Headers: *',
  prose:
    'Authorization must be in the list by name: the standard excludes it from *. Chromium, Firefox and Safari still allow it in a request without credentials, and Firefox warns in its console. With credentials: include * covers no header at all, in every browser.',
  wrong: {
    server: regions(import.meta.url, ['wrong'], wrong.listen, './_right-node.ts'),
    steps,
    expected: [allowed, { readable: false, serverSaw: ['OPTIONS'] }],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-node.ts'),
    steps,
    expected: [allowed, { readable: true, status: 200 }],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name',
  failure: 13,
  app: 'packages/config/src/cors-policy.ts',
}
