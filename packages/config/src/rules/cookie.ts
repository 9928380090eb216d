import type { Rule } from '../types.ts'

const cookies = 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22'
const storageModel = `${cookies}#section-5.7`
const overHttp =
  "apiOrigin: 'http://api.acme.lan', allowedOrigins: ['http://app.acme.lan'], dangerouslyAllowInsecureOrigins: true"

/** Rules for the session cookie: browsers reject it, or do not send it, if it breaks one. */
export const cookieRules = {
  COOKIE_INVALID: {
    reason: 'invalid cookie attribute value',
    fix: '{suggestion}',
    spec: 'packages/config/src/types.ts',
    wrong: "sessionCookie: { sameSite: 'Lax' }",
    right: "sessionCookie: { sameSite: 'lax' }",
  },
  COOKIE_NONE_WITHOUT_SECURE: {
    reason: 'browsers reject a SameSite=None cookie that is not Secure',
    fix: 'Set secure: true.',
    spec: storageModel,
    wrong: "sessionCookie: { name: 'session', sameSite: 'none', secure: false }",
    right: "sessionCookie: { name: 'session', sameSite: 'none', secure: true }",
  },
  COOKIE_LAX_ACROSS_SITES: {
    reason:
      'browsers do not send a SameSite=Lax/Strict cookie on cross-site requests, and {origin} is cross-site',
    fix: 'Use sameSite: "none" with secure and partitioned, or serve both from one site.',
    spec: `${cookies}#section-5.8.3`,
    wrong: "allowedOrigins: ['https://app.other.dev'], sessionCookie: { sameSite: 'lax' }",
    right: "allowedOrigins: ['https://app.other.dev'], sessionCookie: { sameSite: 'none' }",
  },
  COOKIE_PARTITIONED_WITHOUT_SECURE: {
    reason: 'browsers reject a Partitioned cookie that is not Secure',
    fix: 'Set secure: true.',
    spec: 'https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#partitioned',
    wrong: "sessionCookie: { name: 'session', partitioned: true, secure: false }",
    right: "sessionCookie: { name: 'session', partitioned: true, secure: true }",
  },
  COOKIE_SECURE_OVER_HTTP: {
    reason: 'browsers reject a Secure cookie that is set over plain http',
    fix: 'Serve the API over https.',
    spec: storageModel,
    wrong: `${overHttp}, sessionCookie: { secure: true }`,
    right: 'sessionCookie: { secure: true }',
  },
  COOKIE_ACROSS_SITES_OVER_HTTP: {
    reason:
      'a page on another site needs a Secure cookie, and browsers reject those over plain http',
    fix: 'Serve the API over https, or from the site of the frontend.',
    spec: storageModel,
    wrong:
      "apiOrigin: 'http://api.acme.lan', allowedOrigins: ['http://app.other.lan'], dangerouslyAllowInsecureOrigins: true",
    right: "apiOrigin: 'https://api.acme.dev', allowedOrigins: ['https://app.other.dev']",
  },
  COOKIE_PREFIX: {
    reason: 'browsers reject a cookie of this name unless it is Secure',
    fix: 'Set secure: true, or use a name without __Host- and __Secure-.',
    spec: storageModel,
    wrong: 'sessionCookie: { secure: false }',
    right: "sessionCookie: { name: 'session', secure: false }",
  },
} as const satisfies Record<string, Rule>
