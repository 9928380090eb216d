import cors from 'cors'
import type { RequestHandler } from 'express'
import { blocked, readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveExpress } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightExpressCors as rightCors } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

// #region limit
/** One request is free, and the next has to wait. */
function limit(): RequestHandler {
  let requests = 0
  return (_request, response, next) => {
    requests += 1
    if (requests === 1) next()
    else response.status(429).set('Retry-After', '30').json({ error: 'too many requests' })
  }
}
// #endregion

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: the limiter responds before CORS, and Retry-After is not exposed.
    serveExpress((app) => {
      app.use(limit())
      app.use(cors(rightCors))
    }),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveExpress((app) => {
      app.use(cors({ ...rightCors, exposedHeaders: ['X-Total-Count', 'Retry-After'] }))
      app.use(limit())
    }),
  // #endregion
}

const steps = [
  fetches('app', 'The page requests the items.'),
  fetches('app', 'It sends another request, too soon.', { reads: ['Retry-After'] }),
]

export const scenario: Scenario = {
  group: 'error-responses',
  title: '429 looks like a CORS error: the rate limiter runs before CORS',
  prose:
    'The limiter responds with 429 before CORS runs, so the page gets a network error and may retry at once. With CORS first it reads the 429. To read Retry-After as well, expose the header.',
  wrong: {
    server: regions(import.meta.url, ['limit', 'wrong'], wrong.listen, './_right-express.ts'),
    steps,
    expected: [readable('GET'), blocked(['GET', 429])],
  },
  right: {
    server: regions(import.meta.url, ['limit', 'right'], right.listen, './_right-express.ts'),
    steps,
    expected: [
      readable('GET'),
      { readable: true, status: 429, values: { 'Retry-After': '30' }, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-expose-headers',
  failure: 20,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
