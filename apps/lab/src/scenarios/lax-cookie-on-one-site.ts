import fastifyCookie from '@fastify/cookie'
import cors from '@fastify/cors'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'
import { withCookieSent } from '../shared/with-cookie-sent.ts'

const server = {
  // #region server
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, rightCors)
      await app.register(fastifyCookie)
      app.get('/api/visits', (request, reply) =>
        reply
          .setCookie('visitor', '1', { path: '/', httpOnly: true, sameSite: 'lax' })
          .send({ known: request.cookies['visitor'] !== undefined }),
      )
    }),
  // #endregion
}

export const scenario: Scenario = {
  group: 'right',
  title: 'A SameSite=Lax cookie between two origins of one site, as it should be',
  prose:
    'https://app.example.com and https://api.example.com are two origins of one site, and SameSite compares sites. The browser sends the Lax cookie with the page’s fetch, and not with a fetch of another site, whose response is blocked too. Nothing is wrong here.',
  wrong: {
    server: regions(import.meta.url, ['server'], server.listen, './_right-fastify.ts'),
    steps: [
      fetches('app', 'The page gets a cookie.', { path: '/api/visits' }),
      fetches('app', 'It sends a second request.', { path: '/api/visits' }),
      fetches('attacker', 'A page of another site sends a request, in the same browser.', {
        path: '/api/visits',
      }),
    ],
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'], cookieSent: false },
      withCookieSent({ readable: true, status: 200, serverSaw: ['GET'] }),
      { readable: false, serverSaw: ['GET'], cookieSent: false },
    ],
  },
  spec: 'https://html.spec.whatwg.org/multipage/browsers.html#same-site',
  failure: 16,
  app: 'packages/config/src/cookie.ts',
}
