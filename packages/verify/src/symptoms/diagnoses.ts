import type { Diagnosis, Symptom } from './types.ts'

/** The properties of a row except its text and the source of the text. */
export type Rest = Diagnosis &
  Partial<Pick<Symptom, 'failure' | 'credentialed' | 'copyInstead' | 'byStatus'>>

export const redirects = [
  'redirect-trailing-slash',
  'redirect-to-https',
  'redirect-to-sign-in',
  'redirect',
]

export const notListed: Diagnosis = {
  causes: ['origin-not-listed', 'no-cors-layer'],
  meaning:
    'The response has no Access-Control-Allow-Origin: the CORS layer does not list the origin of the page, or the API has no CORS layer.',
  anchor: 'not-listed',
}

/** Diagnoses of an error status without CORS headers: the response does not pass through the CORS layer. */
export const notListedByStatus: NonNullable<Symptom['byStatus']> = [
  {
    from: 300,
    to: 399,
    causes: redirects,
    meaning: 'The server redirects the request, and the redirect has no CORS headers.',
    anchor: 'redirect',
  },
  {
    from: 401,
    to: 401,
    causes: ['authentication-before-cors', 'preflight-needs-authentication'],
    meaning:
      'Authentication responds before the CORS layer runs, so the 401 has no CORS headers. A preflight has no cookies and no Authorization.',
    anchor: 'preflight-auth',
  },
  {
    from: 403,
    to: 403,
    causes: ['forbidden-before-cors', 'origin-not-listed', 'preflight-blocked-by-firewall'],
    meaning:
      'The 403 has no CORS headers: something responds before the CORS layer, or the API rejects the origin of the page.',
    anchor: 'preflight-auth',
  },
  {
    from: 404,
    to: 405,
    causes: ['not-found-outside-cors', 'preflight-not-routed'],
    meaning:
      'No route of the API handles this request, and the error response has no CORS headers.',
    anchor: 'error-status',
  },
  {
    from: 429,
    to: 429,
    causes: ['rate-limit-before-cors'],
    meaning: 'The rate limit responds before the CORS layer runs.',
    anchor: 'rate-limit',
  },
  {
    from: 400,
    to: 499,
    causes: ['request-rejected-before-cors'],
    meaning: 'The server rejects the request before the CORS layer runs.',
    anchor: 'late-hook',
  },
  {
    from: 502,
    to: 504,
    causes: ['gateway-error'],
    meaning:
      'A gateway responds in place of the API, without CORS headers. First make the API respond.',
    anchor: 'error-status',
  },
  {
    from: 500,
    to: 599,
    causes: ['error-response-without-cors', 'error-before-cors'],
    meaning:
      'The error response has no CORS headers. First fix the error: the log of the API has it.',
    anchor: 'error-status',
  },
]

export const preflightNotListed: Diagnosis = {
  causes: [
    'origin-not-listed',
    'no-cors-layer',
    'preflight-not-routed',
    'preflight-needs-authentication',
    'preflight-handled-before-cors',
  ],
  meaning:
    'The response to the preflight has no Access-Control-Allow-Origin: the origin is not listed, or something responds to OPTIONS before the CORS layer.',
  anchor: 'not-listed',
}

export const multiple: Rest = {
  failure: 'multiple-allow-origin',
  causes: ['two-layers-set-cors-headers', 'allow-origin-is-not-an-origin'],
  meaning:
    'Access-Control-Allow-Origin has more than one value: the API and a proxy both set it, or the configuration joins a list with commas.',
  anchor: 'two-values',
}

export const mismatch: Rest = {
  failure: 'allow-origin-mismatch',
  causes: ['origin-not-listed', 'allow-origin-is-not-an-origin', 'cache-ignores-origin'],
  meaning:
    'Access-Control-Allow-Origin has another value than the origin of the page: another origin, a slash or a path at the end, or a cached response.',
  anchor: 'trailing-slash',
}

export const invalidOrigin: Rest = {
  failure: 'allow-origin-mismatch',
  causes: ['allow-origin-is-not-an-origin'],
  meaning: 'Access-Control-Allow-Origin has a value that is not an origin, such as a bare host.',
  anchor: 'trailing-slash',
}

export const wildcard: Rest = {
  failure: 'wildcard-with-credentials',
  causes: ['wildcard-with-credentials'],
  credentialed: true,
  meaning:
    'The page sends credentials, and for these Access-Control-Allow-Origin must name its origin: * does not allow them.',
  anchor: 'wildcard',
}

export const credentials: Rest = {
  failure: 'invalid-allow-credentials',
  causes: ['credentials-not-allowed'],
  credentialed: true,
  meaning:
    'The page sends credentials, and the response lacks Access-Control-Allow-Credentials: true.',
  anchor: 'wildcard',
}

export const preflightStatus: Rest = {
  failure: 'preflight-status',
  causes: [
    'preflight-needs-authentication',
    'preflight-not-routed',
    'preflight-rejected-for-one-item',
    'preflight-blocked-by-firewall',
    'preflight-server-error',
    'preflight-rejected',
  ],
  meaning:
    'The preflight gets an error status, often from authentication: browsers send it without cookies and Authorization.',
  anchor: 'preflight-auth',
}

export const preflightRedirect: Rest = {
  failure: 'preflight-redirect',
  causes: redirects,
  meaning:
    'The server redirects the preflight, and browsers do not follow: often a slash at the end of the path, or http instead of https.',
  anchor: 'redirect',
}

export const invalidMethods: Rest = {
  failure: 'invalid-allow-methods',
  causes: ['method-not-listed'],
  code: 'method-not-allowed',
  meaning:
    'Access-Control-Allow-Methods cannot be parsed, so that it allows nothing: separate the methods with commas.',
  anchor: 'methods',
}

export const invalidHeaders: Rest = {
  failure: 'invalid-allow-headers',
  causes: ['header-not-listed'],
  code: 'header-not-allowed',
  meaning:
    'Access-Control-Allow-Headers cannot be parsed, so that it allows nothing: separate the names with commas.',
  anchor: 'request-headers',
}

export const method: Rest = {
  failure: 'method-not-allowed',
  causes: ['method-not-listed'],
  code: 'method-not-allowed',
  meaning:
    'The response to the preflight does not list the method in Access-Control-Allow-Methods. Methods are case-sensitive, and * is a literal name for credentialed requests.',
  anchor: 'methods',
}

export const header: Rest = {
  failure: 'header-not-allowed',
  causes: ['header-not-listed'],
  code: 'header-not-allowed',
  meaning:
    'The page sets a request header that the response to the preflight does not list in Access-Control-Allow-Headers.',
  anchor: 'request-headers',
}

export const localNetwork: Rest = {
  causes: ['local-network-access'],
  code: 'not-cors',
  meaning:
    'Not CORS: a page from a public address calls a local one, and the browser asks the user first. No header fixes it.',
  anchor: 'local-network',
}

export const opaqueFromServiceWorker: Rest = {
  causes: [],
  code: 'not-cors',
  meaning:
    'The service worker of the page responds with an opaque response: it requests with no-cors, or takes one from its cache. Pass cross-origin requests on with fetch(event.request), and delete the cached response.',
  anchor: 'is-it-cors',
}

export const mixedContent: Rest = {
  causes: ['mixed-content'],
  code: 'not-cors',
  meaning: 'Not CORS: a page over https cannot call an API over http. Serve the API over https.',
  anchor: 'mixed-content',
}

export const contentSecurityPolicy: Rest = {
  causes: [],
  code: 'not-cors',
  meaning:
    'Not CORS: the Content Security Policy of the page forbids the call. Add the origin of the API to connect-src.',
  anchor: 'is-it-cors',
}

export const cookieNotSent: Rest = {
  causes: [],
  code: 'not-cors',
  meaning:
    'Not CORS: page and API are on two sites, where browsers send no SameSite=Lax cookie and may block third-party cookies.',
  anchor: 'third-party-cookies',
}

export const signedOut: Diagnosis = {
  causes: [],
  code: 'not-cors',
  meaning: 'Not CORS: the page can read this 401. The session cookie was not stored, or not sent.',
  anchor: 'signed-out',
}

export const upgradeRejected: Rest = {
  causes: [],
  code: 'not-cors',
  meaning: 'Not CORS: the server rejects the upgrade to a WebSocket, perhaps for its Origin.',
  anchor: 'websocket',
}

export const ownConsole =
  'the line of the browser console that begins with "Access to" (Chromium), "Cross-Origin Request Blocked" (Firefox) or "Origin" (Safari)'

/** JavaScript gets the same error for a blocked response and for a server that is down. */
export const anyNetworkError: Rest = {
  causes: [],
  meaning:
    'A network error: the browser has blocked the response, or there was none. Scripts do not learn which.',
  anchor: 'libraries',
  copyInstead: ownConsole,
}

export function notCors(cause: string, meaning: string): Rest {
  return {
    causes: [cause],
    code: 'not-cors',
    meaning: `Not CORS: ${meaning}`,
    anchor: 'is-it-cors',
  }
}
