import type { FindingCode } from '../report.ts'

/** The texts of a finding code that do not depend on the run. */
interface About {
  title: string
  /** Who is affected, and how; a finding may replace it. */
  impact: string
  /** Link to the rule. */
  reference: string
}

const fetchSpec = 'https://fetch.spec.whatwg.org/'
const corsCheck = `${fetchSpec}#concept-cors-check`
const preflight = `${fetchSpec}#cors-preflight-fetch`
const caches = `${fetchSpec}#cors-protocol-and-http-caches`
const csrf =
  'https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html'

/** One entry for each code. */
export const about: Record<FindingCode, About> = {
  'disallowed-origin-reads-credentialed': {
    title: 'A disallowed origin can read credentialed responses',
    impact:
      'Your signed-in users: a page of such an origin that they open can read the same responses, with their cookies.',
    reference: `${fetchSpec}#cors-protocol-and-credentials`,
  },
  'csrf-simple-request': {
    title: 'An attacker’s page can change data',
    impact: 'Your signed-in users: any page they open can act in their name.',
    reference: csrf,
  },
  'websocket-disallowed-origin': {
    title: 'An attacker’s page can open the WebSocket',
    impact:
      'Your signed-in users: any page they open can read and write on a connection with their cookies.',
    reference: 'https://cheatsheetseries.owasp.org/cheatsheets/WebSocket_Security_Cheat_Sheet.html',
  },
  'origin-not-allowed': {
    title: 'The page’s origin is not allowed',
    impact: 'All users of the page: fetch fails, whatever the status of the response.',
    reference: corsCheck,
  },
  'unusable-allow-origin': {
    title: 'Access-Control-Allow-Origin has a value that matches no origin',
    impact: 'All users of the page: browsers compare the value with the origin byte by byte.',
    reference: corsCheck,
  },
  'duplicate-allow-origin': {
    title: 'Access-Control-Allow-Origin is set twice',
    impact: 'All users of the page: two layers each add it, and browsers accept one value.',
    reference: corsCheck,
  },
  'credentials-blocked': {
    title: 'Credentialed requests are blocked',
    impact: 'Signed-in users: fetch with credentials fails.',
    reference: `${fetchSpec}#cors-protocol-and-credentials`,
  },
  'preflight-failed': {
    title: 'The CORS-preflight request fails',
    impact:
      'All writes of the page: the preflight fails, so the browser does not send the actual request.',
    reference: preflight,
  },
  'method-not-allowed': {
    title: 'The method is not allowed',
    impact:
      'All requests with that method: the preflight fails, so the browser does not send them.',
    reference: `${fetchSpec}#http-access-control-allow-methods`,
  },
  'header-not-allowed': {
    title: 'A request header is not allowed',
    impact:
      'All requests that set the header: the preflight fails, so the browser does not send them.',
    reference: `${fetchSpec}#http-access-control-allow-headers`,
  },
  'stream-without-cors': {
    title: 'The event stream cannot be read',
    impact:
      'Pages that wait for updates: EventSource fails permanently. `readyState` becomes CLOSED, and the browser does not reconnect.',
    reference: 'https://html.spec.whatwg.org/multipage/server-sent-events.html',
  },
  inconsistent: {
    title: 'Equal requests get different CORS headers',
    impact: 'All users of the page: requests fail at random.',
    reference: corsCheck,
  },
  'header-not-exposed': {
    title: 'A response header is hidden from the page',
    impact: 'Scripts of the page: the header is sent, but `headers.get()` returns null.',
    reference: `${fetchSpec}#http-access-control-expose-headers`,
  },
  'error-without-cors': {
    title: 'Error responses cannot be read',
    impact:
      'Users whose request causes the error: the page gets a network error, and the console reports CORS.',
    reference: `${fetchSpec}#http-cors-protocol`,
  },
  'vary-missing': {
    title: 'Vary: Origin is missing',
    impact:
      'Users whose cache stored the response to another origin, or to a request without Origin.',
    reference: caches,
  },
  'rejection-is-5xx': {
    title: 'A disallowed origin gets a server error',
    impact:
      'Your alerts and logs: every request from a disallowed origin is logged as a server error.',
    reference: `${fetchSpec}#http-cors-protocol`,
  },
  'slow-origin-check': {
    title: 'The origin check can be made slow',
    impact: 'All users of the API: one request with a long Origin keeps the server busy.',
    reference:
      'https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS',
  },
  'public-read': {
    title: 'Every origin can read responses without credentials',
    impact: 'All users whose data the API returns, unless the data is public.',
    reference: `${fetchSpec}#cors-protocol-and-credentials`,
  },
  'max-age-out-of-range': {
    title: 'Access-Control-Max-Age is out of range',
    impact:
      'Speed: browsers cache the preflight response for 5 s, not at all, or up to their own limit.',
    reference: `${fetchSpec}#http-access-control-max-age`,
  },
  'reflects-request-headers': {
    title: 'Any request header is allowed',
    impact:
      'Speed: one preflight for each new set of headers. Review: the configuration has no list to check.',
    reference: `${fetchSpec}#http-access-control-allow-headers`,
  },
  'exposes-sensitive-header': {
    title: 'The expose list names a header that no script should read',
    impact: 'Signed-in users, if the header holds a token: every script of the page can read it.',
    reference: `${fetchSpec}#http-access-control-expose-headers`,
  },
  'app-origin': {
    title: 'The origin of an app',
    impact: 'Users of the app; and every user, if the origin is one that other pages can have.',
    reference: 'https://html.spec.whatwg.org/multipage/browsers.html#concept-origin',
  },
  'not-cors': {
    title: 'This is not CORS',
    impact: 'All users of the page: browsers report it in the same words as a CORS failure.',
    reference: `${fetchSpec}#concept-network-error`,
  },
}
