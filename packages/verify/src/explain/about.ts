import type { FindingCode } from '../report.ts'

/** What stays the same about a finding, whoever causes it. */
interface About {
  title: string
  /** Whom it hurts, and how. */
  impact: string
  /** Where the rule stands. */
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
    title: 'A foreign origin can read credentialed answers',
    impact:
      'Your signed-in users: a page they merely open reads what they can read, with their cookies.',
    reference: `${fetchSpec}#cors-protocol-and-credentials`,
  },
  'csrf-simple-request': {
    title: 'A foreign page can change something',
    impact: 'Your signed-in users: a page they merely open acts in their name.',
    reference: csrf,
  },
  'websocket-disallowed-origin': {
    title: 'A foreign page can open the WebSocket',
    impact: 'Your signed-in users: a page they merely open reads and writes on their connection.',
    reference: 'https://cheatsheetseries.owasp.org/cheatsheets/WebSocket_Security_Cheat_Sheet.html',
  },
  'origin-not-allowed': {
    title: 'The page’s origin is not allowed',
    impact: 'Everybody who uses the page: fetch fails, whatever the status of the answer.',
    reference: corsCheck,
  },
  'unusable-allow-origin': {
    title: 'Access-Control-Allow-Origin has a value that matches no origin',
    impact: 'Everybody who uses the page: browsers compare the value letter by letter.',
    reference: corsCheck,
  },
  'duplicate-allow-origin': {
    title: 'Access-Control-Allow-Origin is set twice',
    impact: 'Everybody who uses the page: two layers each add it, and browsers accept one value.',
    reference: corsCheck,
  },
  'credentials-blocked': {
    title: 'Credentialed requests are refused',
    impact: 'Everybody who is signed in: fetch with credentials fails.',
    reference: `${fetchSpec}#cors-protocol-and-credentials`,
  },
  'preflight-failed': {
    title: 'The CORS-preflight request fails',
    impact: 'Everybody who writes: the browser asks first, is refused, and sends nothing.',
    reference: preflight,
  },
  'method-not-allowed': {
    title: 'The method is refused',
    impact: 'Everybody who uses that method: the request never leaves the browser.',
    reference: `${fetchSpec}#http-access-control-allow-methods`,
  },
  'header-not-allowed': {
    title: 'A request header is refused',
    impact: 'Every request that sets the header: it never leaves the browser.',
    reference: `${fetchSpec}#http-access-control-allow-headers`,
  },
  'stream-without-cors': {
    title: 'The event stream cannot be read',
    impact: 'Every page that waits for updates: EventSource fails and does not reconnect.',
    reference: 'https://html.spec.whatwg.org/multipage/server-sent-events.html',
  },
  inconsistent: {
    title: 'The same request is allowed and refused in turn',
    impact: 'Everybody, now and then: failures that nobody can repeat.',
    reference: corsCheck,
  },
  'header-not-exposed': {
    title: 'A response header is hidden from the page',
    impact: 'The page’s scripts: the header is on the wire, and null in JavaScript.',
    reference: `${fetchSpec}#http-access-control-expose-headers`,
  },
  'error-without-cors': {
    title: 'Error answers cannot be read',
    impact:
      'Everybody who hits the error: the page sees a network failure, and the console blames CORS.',
    reference: `${fetchSpec}#http-cors-protocol`,
  },
  'vary-missing': {
    title: 'Vary: Origin is missing',
    impact: 'Whoever gets an answer from a cache that was made for another origin, or for none.',
    reference: caches,
  },
  'rejection-is-5xx': {
    title: 'Refusing an origin counts as a server error',
    impact: 'Your alarms and logs: every stranger’s request looks like a fault of yours.',
    reference: `${fetchSpec}#http-cors-protocol`,
  },
  'slow-origin-check': {
    title: 'The origin check can be made slow',
    impact: 'Everybody: one request with a long Origin keeps the server busy.',
    reference:
      'https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS',
  },
  'public-read': {
    title: 'Every origin may read, without credentials',
    impact: 'Nobody, if the data is public.',
    reference: `${fetchSpec}#cors-protocol-and-credentials`,
  },
  'max-age-out-of-range': {
    title: 'Access-Control-Max-Age does not say what it means to',
    impact: 'Speed: browsers use the five seconds of the standard, or cut it to their own limit.',
    reference: `${fetchSpec}#http-access-control-max-age`,
  },
  'reflects-request-headers': {
    title: 'Any request header is allowed',
    impact: 'Speed and review: one preflight for each new set of headers, and no list to read.',
    reference: `${fetchSpec}#http-access-control-allow-headers`,
  },
  'exposes-sensitive-header': {
    title: 'The expose list names a header that no script should read',
    impact:
      'Whoever reads the list, and, for tokens, whoever is on the page with a foreign script.',
    reference: `${fetchSpec}#http-access-control-expose-headers`,
  },
  'not-cors': {
    title: 'This is not CORS',
    impact: 'Everybody who uses the page: browsers report it in the same words as a CORS failure.',
    reference: `${fetchSpec}#concept-network-error`,
  },
}
