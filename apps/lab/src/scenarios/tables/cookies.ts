import { verifyServer } from '../_helpers.ts'
import { fetches } from '../_steps.ts'
import type { ScenarioRows } from '../../shared/types.ts'

export const rows: ScenarioRows = {
  'lax-cookie-across-sites': {
    title: 'A SameSite=Lax cookie is not stored for a page of another site',
    prose:
      'The response is allowed and read, and its cookie is rejected: browsers neither store nor send a Lax cookie with a fetch from another site. Serve both from one site, or send SameSite=None; Secure; Partitioned. Such a cookie is stored once for each site of a page, in Chromium and Firefox, in Safari 18.4 and in Safari from 26.2 on; Safari 18.5 to 26.1 ignores Partitioned.',
    steps: [
      fetches('partner', 'A page of another site gets a cookie.'),
      fetches('partner', 'It sends a second request.'),
    ],
    wrong: {
      server: verifyServer('node-cookie-lax-across-sites'),
      expected: [
        { readable: true, status: 200, serverSaw: ['GET'], cookieSent: false },
        { readable: true, status: 200, serverSaw: ['GET'], cookieSent: false },
      ],
    },
    right: {
      server: verifyServer('node-partitioned-cookie'),
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
  },
}
