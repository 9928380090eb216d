import fastifyCookie, { type CookieSerializeOptions } from '@fastify/cookie'
import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

// #region visits
const origin = ['https://app.example.com', 'https://app.example.org']

/** Recognizes a visitor by a cookie. */
async function addVisits(app: FastifyInstance, attributes: CookieSerializeOptions) {
  await app.register(fastifyCookie)
  app.get('/api/visits', (request, reply) =>
    reply
      .setCookie('visitor', '1', { path: '/', httpOnly: true, ...attributes })
      .send({ known: request.cookies['visitor'] !== undefined }),
  )
}
// #endregion

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: a cookie for pages of another site is a third-party cookie.
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin })
      await addVisits(app, { sameSite: 'none', secure: true })
    }),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { ...rightCors, origin })
      await addVisits(app, { sameSite: 'lax' })
    }),
  // #endregion
}

const path = '/api/visits'
const known = { readable: true, status: 200, serverSaw: ['GET'], cookieSent: true } as const
const unknown = { ...known, cookieSent: false }

export const scenario: Scenario = {
  group: 'cookies',
  title: 'Signed in with Chrome and Firefox, not with Safari: a third-party cookie',
  prose:
    'Safari blocks every cookie of another site, SameSite=None; Secure included, and so does Chromium in Incognito. Chromium sends it otherwise, and Firefox stores one for each site of a page. Serve the page and the API from one site, such as app.example.com and api.example.com: a Lax cookie is a first-party cookie in every browser then.',
  wrong: {
    server: regions(import.meta.url, ['visits', 'wrong'], wrong.listen, './_right-fastify.ts'),
    steps: [
      fetches('partner', 'A page of another site gets a cookie.', { path }),
      fetches('partner', 'It sends a second request.', { path }),
    ],
    expected: [unknown, { ...known, only: { webkit: unknown } }],
  },
  right: {
    server: regions(import.meta.url, ['visits', 'right'], right.listen, './_right-fastify.ts'),
    steps: [
      fetches('app', 'A page of the same site gets a cookie.', { path }),
      fetches('app', 'It sends a second request.', { path }),
    ],
    // WebKitGTK treats hosts under .localhost as third parties to each other: see with-cookie-sent.ts.
    expected: [unknown, { ...known, only: { webkit: unknown } }],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials',
  failure: 16,
  app: 'apps/api/src/plugins/session.ts',
}
