import type { FixKind, Policy } from 'cors-verify/stacks'

/** The fix of a scenario, independent of the stack. */
export interface ScenarioFix {
  kind: FixKind
  /**
   * The wrong settings, if a CORS layer has settings that express the mistake: the fix is a diff then. Absent
   * properties equal the fixed policy.
   */
  before?: Partial<Policy>
  /** The settings of the fixed configuration that differ from `fixedPolicy`. */
  after?: Partial<Policy>
}

const origins = ['https://app.example.com', 'https://admin.example.com']
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

/** The policy of the lab's own right configurations. */
export const fixedPolicy: Policy = {
  origins,
  credentials: true,
  methods,
  requestHeaders: ['content-type'],
  exposedHeaders: ['X-Total-Count'],
  maxAgeSeconds: 7200,
}

/**
 * The fixes by the ids of the scenarios. A scenario is absent if the fix is in the page, in a cookie, in a
 * redirect or in the network, and not in the CORS configuration of a server.
 */
export const scenarioFixes: Readonly<Record<string, ScenarioFix>> = {
  // Settings that are wrong, so that the fix is a diff of them.
  '03-star-in-development': { kind: 'exact-origins', before: { origins: ['*'] } },
  '05-cookies': { kind: 'credentials', before: { credentials: false } },
  '06-exposed-headers': { kind: 'exposed-header', before: { exposedHeaders: [] } },
  'another-header-exposed': {
    kind: 'exposed-header',
    before: { exposedHeaders: ['X-Request-Id'] },
    after: { exposedHeaders: ['X-Request-Id', 'X-Total-Count'] },
  },
  'beacon-with-star': { kind: 'exact-origins', before: { origins: ['*'] } },
  'content-disposition-not-exposed': {
    kind: 'exposed-header',
    before: { exposedHeaders: ['X-Total-Count'] },
    after: { exposedHeaders: ['X-Total-Count', 'Content-Disposition'] },
  },
  'development-proxy': {
    kind: 'origin',
    before: { origins: [] },
    after: { origins: ['http://localhost:5173', 'https://app.example.com'] },
  },
  'exposed-with-semicolons': {
    kind: 'exposed-header',
    before: { exposedHeaders: ['X-Total-Count; X-Request-Id'] },
    after: { exposedHeaders: ['X-Total-Count', 'X-Request-Id'] },
  },
  'extension-origin': {
    kind: 'origin',
    before: { origins: ['https://app.example.com'] },
    after: {
      origins: ['https://app.example.com', 'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba'],
    },
  },
  'host-in-place-of-origin': {
    kind: 'exact-origins',
    before: { origins: ['app.example.com', 'admin.example.com'] },
  },
  'list-has-patch-in-lower-case': {
    kind: 'method',
    before: { methods: ['GET', 'HEAD', 'POST', 'PUT', 'patch', 'DELETE'] },
  },
  'max-age-zero': { kind: 'max-age', before: { maxAgeSeconds: 0 } },
  'methods-left-to-default': { kind: 'method', before: { methods: ['GET', 'HEAD', 'POST'] } },
  'methods-with-semicolons': { kind: 'method', before: { methods: [methods.join('; ')] } },
  'null-allowed': { kind: 'exact-origins', before: { origins: [...origins, 'null'] } },
  'origin-in-upper-case': {
    kind: 'exact-origins',
    before: { origins: ['HTTPS://APP.EXAMPLE.COM', 'HTTPS://ADMIN.EXAMPLE.COM'] },
  },
  'origin-with-trailing-slash': {
    kind: 'exact-origins',
    before: { origins: origins.map((origin) => `${origin}/`) },
  },
  'page-that-moved': { kind: 'origin', before: { origins: ['https://www.example.com'] } },
  'request-header-not-allowed': {
    kind: 'request-header',
    before: { requestHeaders: ['x-request-id'] },
    after: { requestHeaders: ['x-request-id', 'content-type'] },
  },
  'several-origins-in-one-header': {
    kind: 'exact-origins',
    before: { origins: [origins.join(', ')] },
  },
  'star-exposed-with-credentials': { kind: 'exposed-header', before: { exposedHeaders: ['*'] } },
  'star-headers-and-authorization': {
    kind: 'header-list',
    before: { requestHeaders: ['*'] },
    after: { requestHeaders: ['authorization'] },
  },
  'star-headers-with-credentials': { kind: 'header-list', before: { requestHeaders: ['*'] } },
  'star-methods-with-credentials': { kind: 'method', before: { methods: ['*'] } },
  'url-in-place-of-origin': {
    kind: 'exact-origins',
    before: { origins: origins.map((origin) => `${origin}/items`) },
  },
  'webview-origin': {
    kind: 'origin',
    before: { origins: ['https://app.example.com'], credentials: false },
    after: {
      origins: ['https://app.example.com', 'capacitor://localhost', 'https://localhost'],
      credentials: false,
    },
  },
  'without-allow-credentials': { kind: 'credentials', before: { credentials: false } },

  // No CORS layer, or one at the wrong position.
  '01-no-cors-layer': { kind: 'no-layer' },
  'bad-json-400-unread': { kind: 'cors-first' },
  'bad-url-400-unread': { kind: 'errors' },
  'body-too-large-for-the-proxy': { kind: 'gateway-errors' },
  'error-500-without-cors': { kind: 'errors' },
  'error-page-of-the-proxy': { kind: 'gateway-errors' },
  'options-response-before-cors': { kind: 'preflight' },
  'preflight-401-with-headers': { kind: 'authentication' },
  'preflight-404': { kind: 'preflight' },
  'preflight-without-cookie': { kind: 'authentication' },
  'rate-limit-before-cors': { kind: 'cors-first' },
  'raw-stream-without-cors': { kind: 'stream' },
  'proxy-stream-without-cors': { kind: 'stream' },
  'stream-route-before-cors': { kind: 'stream' },
  'validation-400-unread': { kind: 'cors-first' },
  'write-done-and-not-read': { kind: 'every-response' },

  // Two layers, or a cache.
  'allow-credentials-twice': { kind: 'one-layer' },
  'image-first-then-fetch': { kind: 'vary' },
  'proxy-adds-star': { kind: 'one-layer' },
  'proxy-cache-ignores-vary': { kind: 'vary' },
  'proxy-cache-without-vary': { kind: 'vary' },
  'proxy-responds-to-preflights': { kind: 'one-layer' },
  'star-on-preflight-with-credentials': { kind: 'one-layer' },
  'two-allow-origin-lines': { kind: 'one-layer' },
  'two-layers-disagree': { kind: 'one-layer' },

  // An origin check in code: a list of whole origins replaces it.
  '04-origin-by-pattern': { kind: 'exact-origins' },
  'any-port': { kind: 'exact-origins' },
  'any-sub-domain': { kind: 'exact-origins' },
  'callback-allows-everybody': { kind: 'exact-origins' },
  'development-origins-in-production': { kind: 'exact-origins' },
  'origin-ends-with': { kind: 'exact-origins' },
  'origin-includes': { kind: 'exact-origins' },
  'origin-starts-with': { kind: 'exact-origins' },
  'pattern-dot': { kind: 'exact-origins' },
  'pattern-with-g-flag': { kind: 'inconsistent' },
  'reflects-any-origin': { kind: 'exact-origins' },
  'reflects-on-actual-responses': { kind: 'exact-origins' },
  'null-origin-makes-a-500': { kind: 'rejection' },
  'null-sent-as-nothing': { kind: 'rejection' },
  'rejection-by-error': { kind: 'rejection' },

  // CORS does not stop these.
  'socket-for-a-look-alike': { kind: 'web-socket' },
  'socket-for-any-page': { kind: 'web-socket' },
  'transfer-by-form': { kind: 'csrf' },
  'transfer-by-referer-prefix': { kind: 'csrf' },
  'transfer-by-text-plain': { kind: 'csrf' },
  'transfer-without-body': { kind: 'csrf' },
}
