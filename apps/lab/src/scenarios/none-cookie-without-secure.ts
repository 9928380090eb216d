import cors from 'cors'
import { fetches } from './_steps.ts'
import { serveExpress } from './_bases.ts'
import { verifyServer } from './_helpers.ts'
import { regions } from './_regions.ts'
import { rightExpressCors as rightCors } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

// #region partner
/** A page of another site: its cookies need SameSite=None; Secure. */
const partner = 'https://app.example.org'
// #endregion

const right = {
  // #region right
  listen: () =>
    serveExpress((app) => {
      app.use(cors({ ...rightCors, origin: partner }))
      app.use((_request, response, next) => {
        const attributes = 'Path=/; Secure; HttpOnly; SameSite=None; Partitioned'
        response.append('Set-Cookie', `visit=1; ${attributes}`)
        next()
      })
    }),
  // #endregion
}

const steps = [
  fetches('partner', 'A page of another site gets a cookie.'),
  fetches('partner', 'It sends a second request.'),
]

export const scenario: Scenario = {
  group: 'cookies',
  title: 'A SameSite=None cookie without Secure is rejected',
  prose:
    'Browsers reject SameSite=None without Secure: the Set-Cookie line arrives and nothing is stored. JavaScript learns nothing of it; the developer tools name the reason, Chromium at the response’s cookies and Firefox in its console.',
  wrong: {
    server: verifyServer('express-cookie-none-without-secure'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'], cookieSent: false },
      { readable: true, status: 200, serverSaw: ['GET'], cookieSent: false },
    ],
  },
  right: {
    server: regions(import.meta.url, ['partner', 'right'], right.listen, './_right-express.ts'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'], cookieSent: false },
      {
        readable: true,
        status: 200,
        serverSaw: ['GET'],
        cookieSent: true,
        only: {
          // WebKitGTK rejects Secure cookies of http responses.
          webkit: { readable: true, status: 200, serverSaw: ['GET'], cookieSent: false },
        },
      },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials',
  failure: 16,
  app: 'packages/config/src/cookie.ts',
}
