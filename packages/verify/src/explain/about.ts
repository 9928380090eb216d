import type { FindingCode } from '../report.ts'

/** What stays the same about a finding, whoever causes it. */
interface About {
  title: string
  /** Whom it hurts, and how. */
  affects: string
  /** Where the rule stands. */
  spec: string
}

const fetchSpec = 'https://fetch.spec.whatwg.org/'
const corsCheck = `${fetchSpec}#concept-cors-check`
const preflight = `${fetchSpec}#cors-preflight-fetch`
const caches = `${fetchSpec}#cors-protocol-and-http-caches`
const csrf =
  'https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html'

/** One entry for each code. */
export const about: Record<FindingCode, About> = {
  'foreign-origin-reads-credentialed': {
    title: 'A foreign origin can read credentialed answers',
    affects:
      'Your signed-in users: a page they merely open reads what they can read, with their cookies.',
    spec: `${fetchSpec}#cors-protocol-and-credentials`,
  },
  'csrf-simple-request': {
    title: 'A foreign page can change something',
    affects: 'Your signed-in users: a page they merely open acts in their name.',
    spec: csrf,
  },
  'websocket-foreign-origin': {
    title: 'A foreign page can open the WebSocket',
    affects: 'Your signed-in users: a page they merely open reads and writes on their connection.',
    spec: 'https://cheatsheetseries.owasp.org/cheatsheets/WebSocket_Security_Cheat_Sheet.html',
  },
  'origin-not-allowed': {
    title: 'The page’s origin is not allowed',
    affects: 'Everybody who uses the page: fetch fails, whatever the status of the answer.',
    spec: corsCheck,
  },
  'unusable-allow-origin': {
    title: 'Access-Control-Allow-Origin has a value that matches no origin',
    affects: 'Everybody who uses the page: browsers compare the value letter by letter.',
    spec: corsCheck,
  },
  'duplicate-allow-origin': {
    title: 'Access-Control-Allow-Origin is set twice',
    affects: 'Everybody who uses the page: two layers each add it, and browsers accept one value.',
    spec: corsCheck,
  },
  'credentials-blocked': {
    title: 'Credentialed requests are refused',
    affects: 'Everybody who is signed in: fetch with credentials fails.',
    spec: `${fetchSpec}#cors-protocol-and-credentials`,
  },
  'preflight-failed': {
    title: 'The CORS-preflight request fails',
    affects: 'Everybody who writes: the browser asks first, is refused, and sends nothing.',
    spec: preflight,
  },
  'method-refused': {
    title: 'The method is refused',
    affects: 'Everybody who uses that method: the request never leaves the browser.',
    spec: `${fetchSpec}#http-access-control-allow-methods`,
  },
  'header-refused': {
    title: 'A request header is refused',
    affects: 'Every request that sets the header: it never leaves the browser.',
    spec: `${fetchSpec}#http-access-control-allow-headers`,
  },
  'stream-without-cors': {
    title: 'The event stream cannot be read',
    affects: 'Every page that waits for updates: EventSource fails and does not reconnect.',
    spec: 'https://html.spec.whatwg.org/multipage/server-sent-events.html',
  },
  inconsistent: {
    title: 'The same request is allowed and refused in turn',
    affects: 'Everybody, now and then: failures that nobody can repeat.',
    spec: corsCheck,
  },
  'header-not-exposed': {
    title: 'A response header is hidden from the page',
    affects: 'The page’s scripts: the header is on the wire, and null in JavaScript.',
    spec: `${fetchSpec}#http-access-control-expose-headers`,
  },
  'error-without-cors': {
    title: 'Error answers cannot be read',
    affects:
      'Everybody who hits the error: the page sees a network failure, and the console blames CORS.',
    spec: `${fetchSpec}#http-cors-protocol`,
  },
  'vary-missing': {
    title: 'Vary: Origin is missing',
    affects: 'Whoever gets an answer from a cache that was made for another origin, or for none.',
    spec: caches,
  },
  'refusal-is-5xx': {
    title: 'Refusing an origin counts as a server error',
    affects: 'Your alarms and logs: every stranger’s request looks like a fault of yours.',
    spec: `${fetchSpec}#http-cors-protocol`,
  },
  'slow-origin-check': {
    title: 'The origin check can be made slow',
    affects: 'Everybody: one request with a long Origin keeps the server busy.',
    spec: 'https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS',
  },
  'public-read': {
    title: 'Every origin may read, without credentials',
    affects: 'Nobody, if the data is public.',
    spec: `${fetchSpec}#cors-protocol-and-credentials`,
  },
  'max-age-out-of-range': {
    title: 'Access-Control-Max-Age does not say what it means to',
    affects: 'Speed: browsers use the five seconds of the standard, or cut it to their own limit.',
    spec: `${fetchSpec}#http-access-control-max-age`,
  },
  'reflects-request-headers': {
    title: 'Any request header is allowed',
    affects: 'Speed and review: one preflight for each new set of headers, and no list to read.',
    spec: `${fetchSpec}#http-access-control-allow-headers`,
  },
  'exposes-sensitive-header': {
    title: 'The expose list names a header that no script should read',
    affects:
      'Whoever reads the list, and, for tokens, whoever is on the page with a foreign script.',
    spec: `${fetchSpec}#http-access-control-expose-headers`,
  },
  'not-cors': {
    title: 'This is not CORS',
    affects: 'Everybody who uses the page: browsers report it in the same words as a CORS failure.',
    spec: `${fetchSpec}#concept-network-error`,
  },
}
