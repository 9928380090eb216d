import {
  contentSecurityPolicy,
  cookieNotSent,
  mixedContent,
  notCors,
  notListed,
  opaqueFromServiceWorker,
  signedOut,
  upgradeRejected,
} from './diagnoses.ts'
import { chromiumNetwork, netError, safari } from './row.ts'
import type { Symptom } from './types.ts'

/** Texts about other faults than CORS: the connection, the policies of the page, cookies, WebSockets. */
export const textsBesideCors: readonly Symptom[] = [
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
    id: 'ResponseTypeOpaque',
    ...chromiumNetwork,
    source: 'third_party/blink/renderer/modules/service_worker/fetch_respond_with_observer.cc',
    pattern:
      'The FetchEvent for "{url}" resulted in a network error response: an "opaque" response was used for a request whose type is not no-cors',
    ...opaqueFromServiceWorker,
  },
  {
    id: 'BadOpaqueInterceptionRequestModeWithURL',
    engine: 'Firefox',
    version: '153',
    source: 'dom/locales/en-US/chrome/dom/dom.properties',
    pattern:
      'Failed to load ‘{url}’. A ServiceWorker passed an opaque Response to FetchEvent.respondWith() while handling a ‘{value}’ FetchEvent.',
    ...opaqueFromServiceWorker,
  },
  safari(
    'workers/service/context/ServiceWorkerFetch.cpp',
    'service worker',
    'Response served by service worker is opaque',
    opaqueFromServiceWorker,
  ),
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
    ...upgradeRejected,
  },
  safari(
    'Modules/websockets/WebSocket.cpp',
    'WebSocket handshake',
    "WebSocket connection to '{webSocket}' failed: The server did not accept the WebSocket handshake.",
    upgradeRejected,
  ),
  {
    // Before the row for WebSockets, whose URLs begin with ws.
    id: 'connectionFailure of an EventSource',
    engine: 'Firefox',
    version: '153',
    source: 'dom/locales/en-US/chrome/appstrings.properties',
    pattern: 'Firefox can’t establish a connection to the server at {eventStream}.',
    causes: [],
    meaning: 'An EventSource failed permanently; another line of the console has the reason.',
    anchor: 'libraries',
    copyInstead:
      'the line of the console before it, which begins with "Cross-Origin Request Blocked"',
  },
  {
    id: 'connectionFailure',
    engine: 'Firefox',
    version: '153',
    source: 'dom/locales/en-US/chrome/appstrings.properties',
    pattern: 'Firefox can’t establish a connection to the server at {webSocket}.',
    ...upgradeRejected,
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
    id: 'downloadable font',
    engine: 'Firefox',
    version: '153',
    source: 'layout/style/FontFaceSetImpl.cpp',
    pattern:
      'downloadable font: download failed (font-family: {value}): bad URI or cross-site access not allowed source:',
    ...notListed,
  },
  safari(
    'html/canvas/CanvasRenderingContext2DBase.cpp',
    'tainted canvas',
    'Unable to get image data from canvas because the canvas has been tainted by cross-origin data.',
    {
      causes: [],
      code: 'not-cors',
      meaning:
        'The image was loaded without CORS, so a canvas with it cannot be read. Load it with <img crossorigin>, and let the server allow the page.',
      anchor: 'is-it-cors',
    },
  ),
  {
    id: 'unauthorized',
    ...chromiumNetwork,
    source: 'third_party/blink/renderer/platform/loader/fetch/resource_fetcher.cc',
    pattern: '{method} {url} 401 (Unauthorized)',
    ...signedOut,
  },
  {
    id: 'FailedToLoadResource',
    ...chromiumNetwork,
    source: 'third_party/blink/renderer/core/inspector/inspector_log_agent.cc',
    pattern: 'Failed to load resource: the server responded with a status of {status} ',
    causes: [],
    code: 'not-cors',
    meaning:
      'Not CORS: the browser has loaded the response, whose status is an error. The log of the API has the reason.',
    anchor: 'is-it-cors',
    byStatus: [
      {
        from: 401,
        to: 401,
        ...signedOut,
      },
    ],
  },
]
