import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import { blocked } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

/** The sign-in page. The lab serves accounts.example.com from the same server. */
function addSignIn(app: FastifyInstance): void {
  app.get('/login', (_request, reply) => reply.type('text/html').send('<h1>Sign in</h1>'))
}

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: fetch follows the redirect, and the sign-in page allows no origin.
    serveFastify(async (app) => {
      await app.register(cors, rightCors)
      app.get('/api/items', (_request, reply) =>
        reply.redirect('https://accounts.example.com/login'),
      )
      addSignIn(app)
    }),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, rightCors)
      app.get('/api/items', (_request, reply) =>
        reply.code(401).send({ error: 'Sign in at https://accounts.example.com/login' }),
      )
      addSignIn(app)
    }),
  // #endregion
}

const steps = [fetches('app', 'The page requests the items after the session has ended.')]

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: 'A redirect to the sign-in page looks like a CORS error',
  prose:
    'An API behind single sign-on redirects a request without a session to the sign-in page. fetch follows the redirect: it does not open the page for the user, and the response of another origin is blocked. Respond with 401, and let the page navigate: location.href = the URL of the sign-in page.',
  wrong: {
    server: regions(import.meta.url, ['wrong'], wrong.listen, './_right-fastify.ts'),
    steps,
    expected: [blocked(['GET', 302], ['GET', 200])],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-fastify.ts'),
    steps,
    expected: [{ readable: true, status: 401, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-http-redirect-fetch',
  failure: 11,
  app: 'apps/api/src/routes/session.ts',
}
