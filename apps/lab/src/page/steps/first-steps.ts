import type { Step, PageName, Action } from '../../shared/types.ts'
import { withCookieSent } from '../../shared/with-cookie-sent.ts'
import {
  withAllowedOrigin,
  withCookie,
  withCredentials,
  withoutCors,
  withPreflight,
} from './servers.ts'
import type { FirstStep } from './types.ts'

type FetchAction = Extract<Action, { kind: 'fetch' }>

function fetches(page: PageName, says: string, action: Partial<FetchAction> = {}): Step {
  const path = '/api/items'
  return {
    page,
    says,
    action: { kind: 'fetch', method: 'GET', path, credentials: 'omit', ...action },
  }
}

const withJson: Partial<FetchAction> = {
  method: 'PATCH',
  path: '/api/items/1',
  headers: { 'Content-Type': 'application/json' },
  body: '{"title":"Oats"}',
}

/** A request that a form can send too: no preflight. */
const asForm: Partial<FetchAction> = {
  method: 'POST',
  headers: { 'Content-Type': 'text/plain' },
  body: '{"title":"Not yours"}',
  mode: 'no-cors',
  credentials: 'include',
}

/** The steps for a reader who is new to CORS, in their order. */
export const firstSteps: readonly FirstStep[] = [
  {
    title: 'Origin and site',
    question: 'Why can my page not read a response that the server has sent?',
    intro: [
      'A page calls an API at `https://api.example.com`. The API is a real server; none of its headers says anything about pages. Two pages send it the same request.',
    ],
    terms: [
      {
        term: 'origin',
        meaning:
          'The scheme, the host and the port of a URL: `https://app.example.com`. If one of the three differs, it is another origin. The path does not count.',
      },
      {
        term: 'site',
        meaning:
          'The scheme and the registrable domain of a URL. `app.example.com` and `api.example.com` are two origins of one site, `example.com`. `app.example.org` is another site.',
      },
      {
        term: 'same-origin policy',
        meaning:
          'The rule of every browser that a page’s JavaScript cannot read a response of another origin, unless that response allows it.',
      },
    ],
    trials: [
      {
        title: 'A server that allows no other origin',
        server: withoutCors,
        steps: [
          fetches('app', 'https://app.example.com requests the items: another origin, one site.'),
          fetches('partner', 'https://app.example.org requests them too: another site.'),
        ],
        expected: [
          { readable: false, serverSaw: ['GET'], serverResponded: [200] },
          { readable: false, serverSaw: ['GET'], serverResponded: [200] },
        ],
      },
    ],
    conclusion: [
      'Both requests arrived, each with the origin of its page in the header `Origin`, and the server responded with 200. The browser gave the response to neither page. For reading a response the origin counts, not the site; the site will count in step 4.',
    ],
    scenarios: ['01-no-cors-layer', 'localhost-and-loopback-address', 'page-on-another-port'],
  },
  {
    title: 'The CORS check',
    question: 'How does the server let my page read?',
    intro: [
      'The server gets one header more. It names the origin whose pages can read the response.',
    ],
    terms: [
      {
        term: 'CORS',
        meaning:
          'Cross-Origin Resource Sharing: response headers by which a server lets pages of another origin read its responses.',
      },
      {
        term: 'CORS check',
        meaning:
          'The browser compares `Access-Control-Allow-Origin` with the origin of the page, character by character. If they are equal, JavaScript gets the response. `*` allows every origin; step 4 has the exception.',
      },
    ],
    trials: [
      {
        title: 'A server that allows one origin',
        server: withAllowedOrigin,
        steps: [
          fetches('app', 'https://app.example.com, which the header names, requests the items.'),
          fetches('attacker', 'https://attacker.example, which it does not name, does the same.'),
        ],
        expected: [
          { readable: true, status: 200, serverSaw: ['GET'] },
          { readable: false, serverSaw: ['GET'], serverResponded: [200] },
        ],
      },
    ],
    conclusion: [
      'The server sent the same response to both. The browser decided which page can read it. A program without a browser, such as curl, reads every response: the CORS check protects users of browsers, not the server.',
    ],
    scenarios: [
      'origin-with-trailing-slash',
      'several-origins-in-one-header',
      'two-allow-origin-lines',
    ],
  },
  {
    title: 'The preflight',
    question: 'Why does the browser send OPTIONS, and nothing after it?',
    intro: [
      'The page now changes an item: `PATCH` with a JSON body. A form could not send this, so the browser first sends the server a request of its own.',
    ],
    terms: [
      {
        term: 'preflight',
        meaning:
          'An `OPTIONS` request that the browser sends by itself before the actual request. It names the method and the headers that the page wants to send. GET, HEAD and POST with only the headers that a form can send need none.',
      },
      {
        term: 'actual request',
        meaning:
          'The request that the page makes. The browser sends it only after the preflight has a response with a status from 200 to 299 that passes the CORS check and allows the method and the headers.',
      },
    ],
    trials: [
      {
        title: 'A server without a route for OPTIONS',
        server: withAllowedOrigin,
        steps: [fetches('app', 'The page renames an item.', withJson)],
        expected: [{ readable: false, serverSaw: ['OPTIONS'], serverResponded: [404] }],
      },
      {
        title: 'The server responds to the preflight',
        server: withPreflight,
        steps: [fetches('app', 'The page renames the item again.', withJson)],
        expected: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] }],
      },
    ],
    conclusion: [
      'The first server never saw the `PATCH`: nothing was changed. The second one allowed the method and the header `content-type`, so the `PATCH` followed. The actual response needs `Access-Control-Allow-Origin` as well: the browser checks both responses.',
    ],
    scenarios: ['preflight-404', 'preflight-without-cookie', 'methods-left-to-default'],
  },
  {
    title: 'Credentials and cookies',
    question: 'Why is my session cookie missing, or the response blocked because of it?',
    intro: [
      "The user signs in, so the server sets a session cookie. `fetch` sends and stores cookies of another origin only with `credentials: 'include'`.",
    ],
    terms: [
      {
        term: 'credentials',
        meaning:
          'Cookies, client certificates and HTTP authentication that the browser adds to a request.',
      },
      {
        term: 'Access-Control-Allow-Credentials',
        meaning:
          'With the value `true` a page can read responses to requests with credentials. `*` then allows no origin, method or header any more: the server names each of them.',
      },
      {
        term: 'SameSite',
        meaning:
          'An attribute of a cookie. With `Lax` or `Strict` the browser does not send it with a `fetch` of another site. Here the site counts, not the origin.',
      },
    ],
    trials: [
      {
        title: 'A server that sets a cookie and does not allow credentials',
        server: withCookie,
        steps: [
          fetches('app', 'The page sends a request with credentials.', { credentials: 'include' }),
        ],
        expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [200] }],
      },
      {
        title: 'The server allows credentials',
        server: withCredentials,
        steps: [
          fetches('app', 'The page sends a request with credentials, and gets a cookie.', {
            credentials: 'include',
          }),
          fetches('app', 'Its next request has the cookie.', { credentials: 'include' }),
        ],
        expected: [
          { readable: true, status: 200, serverSaw: ['GET'], cookieSent: false },
          withCookieSent({ readable: true, status: 200, serverSaw: ['GET'] }),
        ],
      },
    ],
    conclusion: [
      "Three parties have to agree: the page with `credentials: 'include'`, the server with `Access-Control-Allow-Credentials: true`, and the attributes of the cookie. This is a complete CORS configuration for one page.",
    ],
    scenarios: ['without-allow-credentials', 'lax-cookie-across-sites', 'signed-in-and-401'],
  },
  {
    title: 'What CORS does not prevent',
    question: 'Is my API protected now?',
    intro: [
      'The server stays as it is: its CORS configuration is right. Two pages that it does not allow send a `POST` which a form could send too. It needs no preflight.',
    ],
    terms: [
      {
        term: 'CSRF',
        meaning:
          'Cross-site request forgery: a page of an attacker lets the user’s browser send a request that changes data, with the user’s cookies if their attributes permit it.',
      },
    ],
    trials: [
      {
        title: 'The same server, and pages that it does not allow',
        server: withCredentials,
        steps: [
          fetches('app', 'The user is signed in: the browser stores the cookie.', {
            credentials: 'include',
          }),
          fetches('attacker', 'https://attacker.example, another site, sends a POST.', asForm),
          fetches(
            'sub-domain',
            'https://forgotten.app.example.com, of the same site, sends it too.',
            asForm,
          ),
        ],
        expected: [
          { readable: true, status: 200, serverSaw: ['GET'], cookieSent: false },
          { readable: false, serverSaw: ['POST'], serverResponded: [200], cookieSent: false },
          withCookieSent({ readable: false, serverSaw: ['POST'], serverResponded: [200] }),
        ],
      },
    ],
    conclusion: [
      'Neither page could read the response, and the server processed both requests. `SameSite` withheld the cookie from the other site. It did not withhold it from another origin of the same site.',
      'CORS decides who can read a response, not who can send a request. The server itself rejects a request that changes data unless its `Origin` is on the allowlist, and does the same for WebSockets. CORS is not authentication either: a request without a browser can have any `Origin`.',
    ],
    scenarios: ['transfer-by-text-plain', 'socket-for-any-page', 'reflects-any-origin'],
  },
]
