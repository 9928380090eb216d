import fastifyCookie from '@fastify/cookie'
import cors from '@fastify/cors'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const api = {
  // #region server
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, rightCors)
      await app.register(fastifyCookie)
      app.post('/api/session', (_request, reply) =>
        reply.setCookie('session', '1', { path: '/', httpOnly: true, sameSite: 'lax' }).send({}),
      )
      app.get('/api/me', (request, reply) =>
        request.cookies['session'] === undefined
          ? reply.code(401).send({ error: 'sign in' })
          : reply.send({ name: 'Ada' }),
      )
    }),
  // #endregion
}
const server = regions(import.meta.url, ['server'], api.listen, './_right-fastify.ts')

const signIn = fetches('app', 'The page signs in.', { method: 'POST', path: '/api/session' })
const signedIn = { readable: true, status: 200, serverSaw: ['POST'] } as const

export const scenario: Scenario = {
  group: 'cookies',
  title: 'Signed in, and the next request gets 401: credentials are missing',
  prose:
    "The cookie is stored. A cross-origin fetch sends it only with credentials: 'include', on every request and not only on the sign-in. The server is right; the page’s second request is not.",
  wrong: {
    server,
    steps: [
      signIn,
      fetches('app', 'It requests the signed-in user, without credentials.', {
        path: '/api/me',
        credentials: 'omit',
      }),
    ],
    expected: [signedIn, { readable: true, status: 401, serverSaw: ['GET'], cookieSent: false }],
  },
  right: {
    server,
    steps: [
      signIn,
      fetches('app', 'It requests the signed-in user, with credentials.', { path: '/api/me' }),
    ],
    expected: [
      signedIn,
      {
        readable: true,
        status: 200,
        serverSaw: ['GET'],
        cookieSent: true,
        only: {
          // WebKitGTK does not send the cookie: see with-cookie-sent.ts.
          webkit: { readable: true, status: 401, serverSaw: ['GET'], cookieSent: false },
        },
      },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-request-credentials-mode',
  failure: 6,
  app: 'apps/web/src/api/client.ts',
}
