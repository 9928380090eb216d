import fastifyCookie from '@fastify/cookie'
import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'
import { withCookieSent } from '../shared/with-cookie-sent.ts'

// #region visits
/** Recognizes a visitor by a cookie. */
function addVisits(app: FastifyInstance): void {
  app.get('/api/visits', (request, reply) =>
    reply
      .setCookie('visitor', '1', { path: '/', httpOnly: true, sameSite: 'lax' })
      .send({ known: request.cookies['visitor'] !== undefined }),
  )
}
// #endregion

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: cookies are set and sent, and every response is blocked.
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, credentials: false })
      await app.register(fastifyCookie)
      addVisits(app)
    }),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, credentials: true })
      await app.register(fastifyCookie)
      addVisits(app)
    }),
  // #endregion
}

const steps = [
  fetches('app', 'The page sends its first request and gets a cookie.', { path: '/api/visits' }),
  fetches('app', 'It sends a second request.', { path: '/api/visits' }),
]

export const scenario: Scenario = {
  group: 'credentials',
  title: 'Cookies are stored and sent, and the response is blocked without Allow-Credentials',
  prose:
    "Cookies need both sides: credentials: 'include' in the page and Access-Control-Allow-Credentials: true from the server. Without the header the browser still stores the cookie and sends it back. Only the response is blocked.",
  wrong: {
    server: regions(import.meta.url, ['visits', 'wrong'], wrong.listen, './_right-fastify.ts'),
    steps,
    expected: [
      { readable: false, serverSaw: ['GET'], serverResponded: [200], cookieSent: false },
      withCookieSent({ readable: false, serverSaw: ['GET'], serverResponded: [200] }),
    ],
  },
  right: {
    server: regions(import.meta.url, ['visits', 'right'], right.listen, './_right-fastify.ts'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'], cookieSent: false },
      withCookieSent({ readable: true, status: 200, serverSaw: ['GET'] }),
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-credentials',
  failure: 6,
  app: 'apps/api/src/plugins/session.ts',
}
