import type { Diagnosis, Symptom } from './types.ts'

/** How Chromium and Firefox begin a line about CORS; the reason follows. */
export const frames = {
  Chromium:
    "Access to {kind} at '{url}'{redirect} from origin '{origin}' has been blocked by CORS policy: ",
  Firefox:
    'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at {url}. ',
} as const

/** What Chromium puts before the reason if the preflight fails the CORS check. */
const preflight = "Response to preflight request doesn't pass access control check: "

type Rest = Diagnosis &
  Partial<Pick<Symptom, 'failure' | 'credentialed' | 'copyInstead' | 'byStatus'>>

function chromium(id: string, reason: string, rest: Rest): Symptom {
  const source = 'third_party/blink/renderer/platform/loader/cors/cors_error_string.cc'
  const pattern = frames.Chromium + reason
  return { id, engine: 'Chromium', version: '156', source, pattern, ...rest }
}

function firefox(id: string, reason: string, rest: Rest): Symptom {
  const source = 'dom/locales/en-US/chrome/security/security.properties'
  const pattern = frames.Firefox + reason
  return { id, engine: 'Firefox', version: '153', source, pattern, ...rest }
}

function safari(source: string, id: string, pattern: string, rest: Rest): Symptom {
  const version = '26 (WebKitGTK 2.50)'
  return { id, engine: 'Safari', version, source: `Source/WebCore/${source}`, pattern, ...rest }
}

type Head = Pick<Symptom, 'engine' | 'version' | 'source'>

const chromiumNetwork: Head = {
  engine: 'Chromium',
  version: '156',
  source: 'net/base/net_error_list.h',
}

function netError(name: string, rest: Rest): Symptom {
  return { id: name, ...chromiumNetwork, pattern: `net::${name}`, ...rest }
}

const redirects = [
  'redirect-trailing-slash',
  'redirect-to-https',
  'redirect-to-sign-in',
  'redirect',
]

const notListed: Diagnosis = {
  causes: ['origin-not-listed', 'no-cors-layer'],
  meaning:
    'The response has no Access-Control-Allow-Origin: the CORS layer does not list the origin of the page, or the API has no CORS layer.',
  anchor: 'not-listed',
}

/** An error status without CORS headers: the response comes from before the CORS layer, or from outside of it. */
const notListedByStatus: Symptom['byStatus'] = [
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

const preflightNotListed: Diagnosis = {
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

const multiple: Rest = {
  failure: 'multiple-allow-origin',
  causes: ['two-layers-set-cors-headers', 'allow-origin-is-not-an-origin'],
  meaning:
    'Access-Control-Allow-Origin has more than one value: the API and a proxy both set it, or the configuration joins a list with commas.',
  anchor: 'two-values',
}

const mismatch: Rest = {
  failure: 'allow-origin-mismatch',
  causes: ['origin-not-listed', 'allow-origin-is-not-an-origin', 'cache-ignores-origin'],
  meaning:
    'Access-Control-Allow-Origin has another value than the origin of the page: another origin, a slash or a path at the end, or a cached response.',
  anchor: 'trailing-slash',
}

const invalidOrigin: Rest = {
  failure: 'allow-origin-mismatch',
  causes: ['allow-origin-is-not-an-origin'],
  meaning: 'Access-Control-Allow-Origin has a value that is not an origin, such as a bare host.',
  anchor: 'trailing-slash',
}

const wildcard: Rest = {
  failure: 'wildcard-with-credentials',
  causes: ['wildcard-with-credentials'],
  credentialed: true,
  meaning:
    'The page sends credentials, and for these Access-Control-Allow-Origin must name its origin: * does not allow them.',
  anchor: 'wildcard',
}

const credentials: Rest = {
  failure: 'invalid-allow-credentials',
  causes: ['credentials-not-allowed'],
  credentialed: true,
  meaning:
    'The page sends credentials, and the response lacks Access-Control-Allow-Credentials: true.',
  anchor: 'wildcard',
}

const preflightStatus: Rest = {
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

const preflightRedirect: Rest = {
  failure: 'preflight-redirect',
  causes: redirects,
  meaning:
    'The server redirects the preflight, and browsers do not follow: often a slash at the end of the path, or http instead of https.',
  anchor: 'redirect',
}

const invalidMethods: Rest = {
  failure: 'invalid-allow-methods',
  causes: ['method-not-listed'],
  code: 'method-not-allowed',
  meaning:
    'Access-Control-Allow-Methods cannot be parsed, so that it allows nothing: separate the methods with commas.',
  anchor: 'methods',
}

const invalidHeaders: Rest = {
  failure: 'invalid-allow-headers',
  causes: ['header-not-listed'],
  code: 'header-not-allowed',
  meaning:
    'Access-Control-Allow-Headers cannot be parsed, so that it allows nothing: separate the names with commas.',
  anchor: 'request-headers',
}

const method: Rest = {
  failure: 'method-not-allowed',
  causes: ['method-not-listed'],
  code: 'method-not-allowed',
  meaning:
    'The response to the preflight does not list the method in Access-Control-Allow-Methods. Methods are case-sensitive, and * is a literal name for credentialed requests.',
  anchor: 'methods',
}

const header: Rest = {
  failure: 'header-not-allowed',
  causes: ['header-not-listed'],
  code: 'header-not-allowed',
  meaning:
    'The page sets a request header that the response to the preflight does not list in Access-Control-Allow-Headers.',
  anchor: 'request-headers',
}

const localNetwork: Rest = {
  causes: ['local-network-access'],
  code: 'not-cors',
  meaning:
    'Not CORS: a page from a public address calls a local one, and the browser asks the user first. No header fixes it.',
  anchor: 'local-network',
}

const mixedContent: Rest = {
  causes: ['mixed-content'],
  code: 'not-cors',
  meaning: 'Not CORS: a page over https cannot call an API over http. Serve the API over https.',
  anchor: 'mixed-content',
}

const contentSecurityPolicy: Rest = {
  causes: [],
  code: 'not-cors',
  meaning:
    'Not CORS: the Content Security Policy of the page forbids the call. Add the origin of the API to connect-src.',
  anchor: 'is-it-cors',
}

const cookieNotSent: Rest = {
  causes: [],
  code: 'not-cors',
  meaning:
    'Not CORS: page and API are on two sites, where browsers send no SameSite=Lax cookie and may block third-party cookies.',
  anchor: 'third-party-cookies',
}

const ownConsole =
  'the line of the browser console that begins with "Access to" (Chromium), "Cross-Origin Request Blocked" (Firefox) or "Origin" (Safari)'

/** JavaScript gets the same error for a blocked response and for a server that is down. */
const anyNetworkError: Rest = {
  causes: [],
  meaning:
    'A network error: the browser has blocked the response, or there was none. Scripts do not learn which.',
  anchor: 'libraries',
  copyInstead: ownConsole,
}

function notCors(cause: string, meaning: string): Rest {
  return {
    causes: [cause],
    code: 'not-cors',
    meaning: `Not CORS: ${meaning}`,
    anchor: 'is-it-cors',
  }
}

/** The text of a missing header, where its URL or its origin shows the cause; on the preflight too. */
function missingFrom(where: string, diagnosis: Diagnosis): Symptom[] {
  return [preflight, ''].map((start) => ({
    ...chromium(
      'MissingAllowOriginHeader',
      `${start}No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
      { failure: 'missing-allow-origin', ...diagnosis },
    ),
    pattern: `Access to {kind} at ${where} has been blocked by CORS policy: ${start}No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
  }))
}

const webkitCheck = 'loader/CrossOriginAccessControl.cpp'
const webkitPreflight = 'loader/CrossOriginPreflightResultCache.cpp'

/**
 * Every text about a failed request, with its causes and the section of docs/troubleshooting.md. Of two rows
 * that match the same part of a text, the first counts.
 */
export const symptoms: readonly Symptom[] = [
  // Chromium: first the same text for certain origins and after a redirect.
  ...missingFrom("'{url}' (redirected from '{redirectedFrom}') from origin '{origin}'", {
    causes: redirects,
    meaning:
      'The server redirected the request to this URL, whose response has no CORS headers: often a sign-in page.',
    anchor: 'redirect',
  }),
  ...missingFrom("'{url}' from origin 'null'", {
    causes: ['origin-not-listed'],
    meaning:
      'The page has the origin null: it was opened from the disk, or in a sandboxed frame. Serve it over http.',
    anchor: 'file',
  }),
  ...missingFrom("'{url}' from origin '{loopback}'", {
    causes: ['origin-not-listed'],
    meaning:
      '127.0.0.1 and localhost are two origins and two sites: the CORS layer may list the other one.',
    anchor: 'localhost',
  }),
  ...missingFrom("'{url}' from origin '{nextPort}'", {
    causes: ['origin-not-listed'],
    meaning: 'Vite took the next port, and with it the page has an origin that is not listed.',
    anchor: 'vite-port',
  }),

  // Chromium: one row for each `Network.CorsError` of the DevTools protocol that it prints.
  chromium(
    'PreflightMissingAllowOriginHeader',
    `${preflight}No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
    { failure: 'missing-allow-origin', ...preflightNotListed },
  ),
  chromium(
    'MissingAllowOriginHeader',
    "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    { failure: 'missing-allow-origin', ...notListed, byStatus: notListedByStatus },
  ),
  chromium(
    'PreflightMultipleAllowOriginValues',
    `${preflight}The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only one is allowed.`,
    multiple,
  ),
  chromium(
    'MultipleAllowOriginValues',
    "The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only one is allowed.",
    multiple,
  ),
  chromium(
    'PreflightInvalidAllowOriginValue',
    `${preflight}The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'.`,
    invalidOrigin,
  ),
  chromium(
    'InvalidAllowOriginValue',
    "The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'.",
    invalidOrigin,
  ),
  chromium(
    'PreflightAllowOriginMismatch',
    `${preflight}The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin.`,
    mismatch,
  ),
  chromium(
    'AllowOriginMismatch',
    "The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin.",
    mismatch,
  ),
  chromium(
    'PreflightWildcardOriginNotAllowed',
    `${preflight}The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.`,
    wildcard,
  ),
  chromium(
    'WildcardOriginNotAllowed',
    "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
    wildcard,
  ),
  chromium(
    'PreflightInvalidAllowCredentials',
    `${preflight}The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be 'true' when the request's credentials mode is 'include'.`,
    credentials,
  ),
  chromium(
    'InvalidAllowCredentials',
    "The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be 'true' when the request's credentials mode is 'include'.",
    credentials,
  ),
  chromium(
    'PreflightInvalidStatus',
    `${preflight}It does not have HTTP ok status.`,
    preflightStatus,
  ),
  chromium(
    'PreflightDisallowedRedirect',
    `${preflight}Redirect is not allowed for a preflight request.`,
    preflightRedirect,
  ),
  chromium(
    'InvalidAllowMethodsPreflightResponse',
    'Cannot parse Access-Control-Allow-Methods response header field in preflight response.',
    invalidMethods,
  ),
  chromium(
    'InvalidAllowHeadersPreflightResponse',
    'Cannot parse Access-Control-Allow-Headers response header field in preflight response.',
    invalidHeaders,
  ),
  chromium(
    'MethodDisallowedByPreflightResponse',
    'Method {method} is not allowed by Access-Control-Allow-Methods in preflight response.',
    method,
  ),
  chromium(
    'HeaderDisallowedByPreflightResponse',
    'Request header field {header} is not allowed by Access-Control-Allow-Headers in preflight response.',
    header,
  ),
  chromium(
    'RedirectContainsCredentials',
    "Redirect location '{value}' contains a username and password, which is disallowed for cross-origin requests.",
    {
      causes: ['redirect'],
      meaning: 'The server redirects to a URL with a user and a password, which no fetch follows.',
      anchor: 'redirect',
    },
  ),
  chromium(
    'NoCorsRedirectModeNotFollow',
    'Request mode is "no-cors" but the redirect mode is not "follow".',
    {
      causes: [],
      code: 'not-cors',
      meaning:
        "The page passes mode: 'no-cors' with another redirect mode. Send a CORS request: a no-cors response is opaque anyway.",
      anchor: 'not-listed',
    },
  ),
  chromium('DisallowedByMode', 'Cross origin requests are not allowed by request mode.', {
    causes: [],
    code: 'not-cors',
    meaning: "The page passes mode: 'same-origin'. Leave the mode out.",
    anchor: 'is-it-cors',
  }),
  chromium('InvalidResponse', 'The response is invalid.', {
    causes: ['network-malformed'],
    code: 'not-cors',
    meaning: 'Not CORS: the response, or that of a service worker, is not valid.',
    anchor: 'is-it-cors',
  }),
  chromium(
    'CorsDisabledScheme',
    'Cross origin requests are only supported for protocol schemes: ',
    {
      causes: [],
      code: 'not-cors',
      meaning: 'The URL is neither http nor https: a page from the disk, or a URL without scheme.',
      anchor: 'file',
    },
  ),
  chromium(
    'LocalNetworkAccessPermissionDenied',
    'Permission was denied for this request to access the `{value}` address space.',
    localNetwork,
  ),
  chromium(
    'InsecureLocalNetwork',
    'The request client is not a secure context and the resource is in more-private address space `{value}`.',
    localNetwork,
  ),
  chromium(
    'InvalidLocalNetworkAccess',
    'Request had a target IP address space of `{value}` yet the resource is in address space `{value}`.',
    localNetwork,
  ),

  // Firefox: `security.properties`.
  firefox(
    'CORSMissingAllowOrigin',
    '(Reason: CORS header ‘Access-Control-Allow-Origin’ missing).{statusCode}',
    { failure: 'missing-allow-origin', ...notListed, byStatus: notListedByStatus },
  ),
  firefox(
    'CORSMultipleAllowOriginNotAllowed',
    '(Reason: Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).',
    multiple,
  ),
  firefox(
    'CORSAllowOriginNotMatchingOrigin',
    '(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘{list}’).',
    multiple,
  ),
  firefox(
    'CORSAllowOriginNotMatchingOrigin',
    '(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘{value}’).',
    mismatch,
  ),
  firefox(
    'CORSNotSupportingCredentials',
    '(Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).',
    wildcard,
  ),
  firefox(
    'CORSMissingAllowCredentials',
    '(Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).',
    credentials,
  ),
  firefox(
    'CORSExternalRedirectNotAllowed',
    '(Reason: CORS request external redirect not allowed).',
    preflightRedirect,
  ),
  firefox(
    'CORSPreflightDidNotSucceed',
    '(Reason: CORS preflight response did not succeed).{statusCode}',
    preflightStatus,
  ),
  firefox(
    'CORSInvalidAllowMethod',
    '(Reason: invalid token ‘{value}’ in CORS header ‘Access-Control-Allow-Methods’).',
    invalidMethods,
  ),
  firefox(
    'CORSInvalidAllowHeader',
    '(Reason: invalid token ‘{value}’ in CORS header ‘Access-Control-Allow-Headers’).',
    invalidHeaders,
  ),
  firefox(
    'CORSMethodNotFound',
    '(Reason: Did not find method in CORS header ‘Access-Control-Allow-Methods’).',
    method,
  ),
  firefox(
    'CORSMissingAllowHeaderFromPreflight',
    '(Reason: header ‘{header}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).',
    header,
  ),
  firefox('CORSDidNotSucceed', '(Reason: CORS request did not succeed).{statusCode}', {
    causes: [
      'network-refused',
      'network-dns',
      'network-tls-authority',
      'network-closed',
      'local-network-access',
    ],
    code: 'not-cors',
    meaning:
      'No response came: the server is down, its name or its certificate is wrong, or Firefox waits for a permission. After another "(Reason: …)", Firefox prints it too: then that line counts.',
    anchor: 'is-it-cors',
  }),
  firefox('CORSRequestNotHttp', '(Reason: CORS request not http).', {
    causes: [],
    code: 'not-cors',
    meaning: 'The URL is neither http nor https. Write it with its scheme.',
    anchor: 'is-it-cors',
  }),
  firefox('CORSDisabled', '(Reason: CORS disabled).', {
    causes: [],
    code: 'not-cors',
    meaning: 'CORS is off in the settings of this Firefox: reset content.cors.disable.',
    anchor: 'is-it-cors',
  }),
  firefox('CORSOriginHeaderNotAdded', '(Reason: CORS header ‘Origin’ cannot be added).', {
    causes: [],
    code: 'not-cors',
    meaning: 'Firefox could not add Origin to the request. An extension may remove it.',
    anchor: 'is-it-cors',
  }),
  {
    id: 'CORSAllowHeaderFromPreflightDeprecation',
    engine: 'Firefox',
    version: '153',
    source: 'dom/locales/en-US/chrome/security/security.properties',
    pattern:
      '(Reason: When the `Access-Control-Allow-Headers` is `*`, the `Authorization` header is not covered. To include the `Authorization` header, it must be explicitly listed in CORS header `Access-Control-Allow-Headers`).',
    ...header,
    meaning: 'A warning: Access-Control-Allow-Headers: * does not cover Authorization. List it.',
  },

  // Safari.
  safari(
    webkitCheck,
    'allow-origin',
    'Origin {origin} is not allowed by Access-Control-Allow-Origin.{statusCode}',
    {
      failure: 'missing-allow-origin',
      ...notListed,
      meaning:
        'Access-Control-Allow-Origin is absent or names another origin: the CORS layer does not list the origin of the page, or the API has no CORS layer.',
      byStatus: notListedByStatus,
    },
  ),
  safari(
    webkitCheck,
    'wildcard',
    'Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.',
    wildcard,
  ),
  safari(
    webkitCheck,
    'several-origins',
    'Access-Control-Allow-Origin cannot contain more than one origin.',
    multiple,
  ),
  safari(
    webkitCheck,
    'credentials',
    'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".',
    credentials,
  ),
  safari(
    webkitCheck,
    'preflight-status',
    'Preflight response is not successful.{statusCode}',
    preflightStatus,
  ),
  safari(
    webkitPreflight,
    'invalid-methods',
    'Header Access-Control-Allow-Methods has an invalid value: {lastValue}',
    invalidMethods,
  ),
  safari(
    webkitPreflight,
    'invalid-headers',
    'Header Access-Control-Allow-Headers has an invalid value: {lastValue}',
    invalidHeaders,
  ),
  safari(
    webkitPreflight,
    'method',
    'Method {method} is not allowed by Access-Control-Allow-Methods.',
    method,
  ),
  safari(
    webkitPreflight,
    'header',
    'Request header field {header} is not allowed by Access-Control-Allow-Headers.',
    header,
  ),
  safari(
    'loader/SubresourceLoader.cpp',
    'redirect',
    'Cross-origin redirection to {value} denied by Cross-Origin Resource Sharing policy: ',
    {
      causes: redirects,
      meaning: 'The server redirects the request, and a response on the way lacks CORS headers.',
      anchor: 'redirect',
    },
  ),
  safari(
    'loader/MixedContentChecker.cpp',
    'mixed-content',
    '[blocked] The page at {page} requested insecure content from {url}. This content was blocked and must be served over HTTPS.',
    mixedContent,
  ),
  ...['Fetch API', 'XMLHttpRequest', 'EventSource'].map((name) =>
    safari(
      'loader/ThreadableLoader.cpp',
      `${name} cannot load`,
      `${name} cannot load {url} due to access control checks.`,
      {
        causes: [],
        meaning: 'Safari has blocked the response; another line of the console has the reason.',
        anchor: 'libraries',
        copyInstead: 'the line of the console above it, which begins with "Origin" or "Preflight"',
      },
    ),
  ),

  // Beside CORS: the connection, the page's own policies, cookies, WebSockets.
  netError('ERR_CONNECTION_REFUSED', {
    ...notCors('network-refused', 'no server listens at this address and port.'),
  }),
  netError('ERR_NAME_NOT_RESOLVED', notCors('network-dns', 'the host name does not resolve.')),
  netError('ERR_EMPTY_RESPONSE', {
    ...notCors('network-closed', 'the server closes the connection without a response.'),
  }),
  netError('ERR_CONNECTION_RESET', {
    ...notCors('network-closed', 'the server or a firewall resets the connection.'),
  }),
  netError('ERR_CONNECTION_TIMED_OUT', {
    ...notCors('network-timeout', 'the server does not respond in time.'),
  }),
  netError('ERR_CERT_AUTHORITY_INVALID', {
    ...notCors('network-tls-authority', 'the browser does not trust the certificate.'),
  }),
  netError('ERR_CERT_COMMON_NAME_INVALID', {
    ...notCors('network-tls-name', 'the certificate is for another host name.'),
  }),
  netError('ERR_CERT_DATE_INVALID', {
    ...notCors('network-tls-expired', 'the certificate has expired or is not valid yet.'),
  }),
  netError('ERR_SSL_PROTOCOL_ERROR', {
    ...notCors('network-tls', 'the port does not speak TLS: https to an http port.'),
  }),
  netError('ERR_INVALID_HTTP_RESPONSE', {
    ...notCors('network-malformed', 'the response is not HTTP.'),
  }),
  netError('ERR_BLOCKED_BY_CLIENT', {
    causes: [],
    code: 'not-cors',
    meaning: 'Not CORS: an extension blocks the request. Use a private window without extensions.',
    anchor: 'is-it-cors',
  }),
  netError('ERR_BLOCKED_BY_RESPONSE.NotSameOrigin', {
    causes: [],
    code: 'not-cors',
    meaning:
      'Not CORS: Cross-Origin-Resource-Policy forbids a no-cors request. Send a CORS request, or change the policy.',
    anchor: 'is-it-cors',
  }),
  {
    id: 'MixedContent',
    ...chromiumNetwork,
    source: 'third_party/blink/renderer/core/loader/mixed_content_checker.cc',
    pattern:
      "Mixed Content: The page at '{page}' was loaded over HTTPS, but requested an insecure resource '{url}'.",
    ...mixedContent,
  },
  {
    id: 'BlockMixedActiveContent',
    engine: 'Firefox',
    version: '153',
    source: 'dom/locales/en-US/chrome/security/security.properties',
    pattern: 'Blocked loading mixed active content “{url}”',
    ...mixedContent,
  },
  {
    id: 'ContentSecurityPolicy',
    ...chromiumNetwork,
    source: 'third_party/blink/renderer/core/frame/csp/csp_directive_list.cc',
    pattern: 'violates the following Content Security Policy directive',
    ...contentSecurityPolicy,
  },
  {
    id: 'CSPGenericViolation',
    engine: 'Firefox',
    version: '153',
    source: 'dom/locales/en-US/chrome/security/csp.properties',
    pattern: 'The page’s settings blocked the loading of a resource (connect-src)',
    ...contentSecurityPolicy,
  },
  {
    id: 'UnsupportedUrlScheme',
    ...chromiumNetwork,
    source: 'third_party/blink/renderer/core/fetch/fetch_manager.cc',
    pattern: 'URL scheme "{value}" is not supported.',
    causes: [],
    code: 'not-cors',
    meaning: 'The URL lacks its scheme: write http:// or https:// before the host.',
    anchor: 'is-it-cors',
  },
  {
    id: 'HtmlInsteadOfJson',
    ...chromiumNetwork,
    source: 'v8/src/common/message-template.h',
    pattern: 'Unexpected token \'<\', "<!doctype "... is not valid JSON',
    causes: ['html-page-instead-of-api'],
    code: 'not-cors',
    meaning: 'Not CORS: the response is an HTML page. Write the origin of the API into the URL.',
    anchor: 'is-it-cors',
  },
  {
    id: 'JSON_PARSE_UNEXPECTED_CHAR',
    engine: 'Firefox',
    version: '153',
    source: 'js/public/friend/ErrorNumbers.msg',
    pattern: 'JSON.parse: unexpected character at line 1 column 1',
    causes: ['html-page-instead-of-api'],
    code: 'not-cors',
    meaning:
      'Not CORS: the response is not JSON, often an HTML page. Write the origin of the API into the URL.',
    anchor: 'is-it-cors',
  },
  {
    id: 'UnsafeHeader',
    ...chromiumNetwork,
    source: 'third_party/blink/renderer/core/xmlhttprequest/xml_http_request.cc',
    pattern: 'Refused to get unsafe header "{value}"',
    causes: [],
    code: 'header-not-exposed',
    meaning:
      'Access-Control-Expose-Headers of the actual response does not list this response header, so that scripts read null.',
    anchor: 'exposed-headers',
  },
  {
    id: 'CookieRejectedForNonSameSiteness',
    engine: 'Firefox',
    version: '153',
    source: 'netwerk/locales/en-US/necko.properties',
    pattern:
      'Cookie “{value}” has been rejected because it is in a cross-site context and its “SameSite” is “Lax” or “Strict”.',
    ...cookieNotSent,
  },
  {
    id: 'CookieForeignNotPartitioned',
    engine: 'Firefox',
    version: '153',
    source: 'netwerk/locales/en-US/necko.properties',
    pattern:
      'Cookie “{value}” will soon be rejected because it is foreign and does not have the “Partitioned“ attribute.',
    ...cookieNotSent,
  },
  {
    id: 'CookieRejectedNonRequiresSecure',
    engine: 'Firefox',
    version: '153',
    source: 'netwerk/locales/en-US/necko.properties',
    pattern:
      'Cookie “{value}” rejected because it has the “SameSite=None” attribute but is missing the “secure” attribute.',
    causes: [],
    code: 'not-cors',
    meaning: 'Not CORS: a cookie with SameSite=None needs Secure, so this one was not stored.',
    anchor: 'signed-out',
  },
  {
    id: 'WebSocketHandshake',
    ...chromiumNetwork,
    source: 'net/websockets/websocket_basic_handshake_stream.cc',
    pattern:
      "WebSocket connection to '{webSocket}' failed: Error during WebSocket handshake: Unexpected response code: {status}",
    causes: [],
    code: 'not-cors',
    meaning: 'Not CORS: the server rejects the upgrade to a WebSocket, perhaps for its Origin.',
    anchor: 'websocket',
  },
  {
    id: 'connectionFailure',
    engine: 'Firefox',
    version: '153',
    source: 'dom/locales/en-US/chrome/appstrings.properties',
    pattern: 'Firefox can’t establish a connection to the server at {webSocket}.',
    causes: [],
    code: 'not-cors',
    meaning: 'Not CORS: the server rejects the upgrade to a WebSocket, perhaps for its Origin.',
    anchor: 'websocket',
  },
  {
    id: 'port-in-use',
    engine: 'Vite',
    version: '8',
    source: 'packages/vite/src/node/http.ts',
    pattern: 'Port {value} is in use, trying another one...',
    causes: ['origin-not-listed'],
    meaning: 'Vite took the next port, and with it the page has an origin that is not listed.',
    anchor: 'vite-port',
  },
  {
    id: 'unauthorized',
    ...chromiumNetwork,
    source: 'third_party/blink/renderer/platform/loader/fetch/resource_fetcher.cc',
    pattern: '{method} {url} 401 (Unauthorized)',
    causes: [],
    code: 'not-cors',
    meaning:
      'Not CORS: the page can read this 401. The session cookie was not stored, or not sent.',
    anchor: 'signed-out',
  },

  // The page got no response; the cause is in another text.
  {
    id: 'ERR_FAILED with a status',
    ...chromiumNetwork,
    pattern: '{method} {url} net::ERR_FAILED {status}',
    causes: [],
    meaning: 'Chromium has blocked a response with this status; the line before has the reason.',
    anchor: 'not-listed',
    copyInstead: 'the line of the console before it, which begins with "Access to"',
  },
  {
    id: 'ERR_FAILED',
    ...chromiumNetwork,
    pattern: '{method} {url} net::ERR_FAILED',
    causes: [],
    meaning:
      'The preflight failed, or the response came from the cache; the line before has the reason.',
    anchor: 'not-listed',
    copyInstead: 'the line of the console before it, which begins with "Access to"',
  },
  {
    id: 'fetch',
    ...chromiumNetwork,
    source: 'third_party/blink/renderer/core/fetch/fetch_manager.cc',
    pattern: 'Failed to fetch',
    ...anyNetworkError,
  },
  {
    id: 'fetch',
    engine: 'Firefox',
    version: '153',
    source: 'dom/bindings/Errors.msg',
    pattern: 'NetworkError when attempting to fetch resource.',
    ...anyNetworkError,
  },
  safari('Modules/fetch/FetchResponse.cpp', 'fetch', 'Load failed', anyNetworkError),
  {
    id: 'ERR_NETWORK',
    engine: 'axios',
    version: '1.21',
    source: 'lib/adapters/xhr.js',
    pattern: 'Network Error',
    ...anyNetworkError,
  },
  ...['"readyState":0', 'readyState: 0', 'status: 0'].map((pattern): Symptom => ({
    id: 'status 0',
    engine: 'jQuery',
    version: '4.0',
    source: 'src/ajax/xhr.js',
    pattern,
    ...anyNetworkError,
  })),
  {
    id: 'HttpErrorResponse',
    engine: 'Angular',
    version: '21',
    source: 'packages/common/http/src/response.ts',
    pattern: 'Http failure response for {url}: 0 Unknown Error',
    ...anyNetworkError,
  },
  {
    id: 'crossDomainError',
    engine: 'SuperAgent',
    version: '10.4',
    source: 'src/client.js',
    pattern:
      'Request has been terminated Possible causes: the network is offline, Origin is not allowed by Access-Control-Allow-Origin, the page is being unloaded, etc.',
    ...anyNetworkError,
  },
  {
    id: 'ClientException',
    engine: 'Dart http',
    version: '1.2',
    source: 'pkgs/http/lib/src/browser_client.dart',
    pattern: 'XMLHttpRequest error.{uri}',
    ...anyNetworkError,
  },
  {
    id: 'connectionError',
    engine: 'dio',
    version: '5',
    source: 'plugins/web_adapter/lib/src/adapter_impl.dart',
    pattern: 'The XMLHttpRequest onError callback was called.',
    ...anyNetworkError,
  },
  {
    id: 'TypeError',
    engine: 'React Native',
    version: '0.86 (whatwg-fetch 3.6)',
    source: 'fetch.js',
    pattern: 'Network request failed',
    ...anyNetworkError,
    meaning:
      'A network error. React Native applies no CORS on a device: there no response came, often because localhost is the device itself. In a browser, read its console.',
  },
]
