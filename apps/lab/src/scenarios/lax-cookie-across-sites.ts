import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('partner', 'A page of another site gets a cookie.'),
  fetches('partner', 'It asks again.'),
]

export const scenario: Scenario = {
  group: 'Credentials and cookies',
  title: 'A page of another site never gets its SameSite=Lax cookie back',
  prose:
    'The response is allowed and read, and its cookie is dropped: Lax cookies do not travel with a fetch from another site. Put both under one site, or send SameSite=None; Secure; Partitioned: Chromium, Firefox, Safari 18.4 and Safari from 26.2 on store such a cookie once for each site of a page.',
  wrong: {
    setUp: verifySetUp('node-cookie-lax-across-sites'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'], cookieSent: false },
      { readable: true, status: 200, serverSaw: ['GET'], cookieSent: false },
    ],
  },
  right: {
    setUp: verifySetUp('node-partitioned-cookie'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'], cookieSent: false },
      {
        readable: true,
        status: 200,
        serverSaw: ['GET'],
        cookieSent: true,
        only: {
          // It drops every Secure cookie over http.
          webkit: { readable: true, status: 200, serverSaw: ['GET'], cookieSent: false },
        },
      },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials',
  failure: 16,
  app: 'packages/config/src/cookie.ts',
}
