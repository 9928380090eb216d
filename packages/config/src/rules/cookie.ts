import type { Rule } from '../rules.ts'

const cookies = 'https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html'

/** For the session cookie: what browsers drop instead of storing or sending it. */
export const cookieRules = {
  COOKIE_INVALID: {
    reason: 'this is no value that a cookie attribute can have',
    fix: '{suggestion}',
    spec: cookies,
  },
  COOKIE_NONE_WITHOUT_SECURE: {
    reason: 'browsers drop a SameSite=None cookie that is not Secure',
    fix: 'Set secure: true.',
    spec: cookies,
  },
  COOKIE_LAX_ACROSS_SITES: {
    reason: 'an allowed origin is on another site than the API, and browsers keep this cookie back',
    fix: 'Use sameSite: "none" with secure and partitioned, or serve both from one site.',
    spec: cookies,
  },
  COOKIE_PARTITIONED_WITHOUT_SECURE: {
    reason: 'browsers drop a Partitioned cookie that is not Secure',
    fix: 'Set secure: true.',
    spec: 'https://datatracker.ietf.org/doc/draft-cutler-httpbis-partitioned-cookies/',
  },
  COOKIE_SECURE_OVER_HTTP: {
    reason: 'browsers drop a Secure cookie that comes over plain http',
    fix: 'Serve the API over https.',
    spec: cookies,
  },
  COOKIE_ACROSS_SITES_OVER_HTTP: {
    reason: 'a page on another site needs a Secure cookie, and browsers drop those over plain http',
    fix: 'Serve the API over https, or from the site of the frontend.',
    spec: cookies,
  },
  COOKIE_PREFIX: {
    reason: 'browsers drop a cookie of this name unless it is Secure',
    fix: 'Set secure: true, or use a name without __Host- and __Secure-.',
    spec: cookies,
  },
} as const satisfies Record<string, Rule>
