import type { Rule } from '../types.ts'

const serialization =
  'https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin'
const right = "allowedOrigins: ['https://app.acme.dev']"

/** Rules for how an origin is written. Browsers serialize it in one way; others match nothing. */
export const originSyntaxRules = {
  ORIGIN_WHITESPACE: {
    reason: 'an origin contains no whitespace, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: serialization,
    wrong: "allowedOrigins: [' https://app.acme.dev']",
    right,
  },
  ORIGIN_SCHEME_MISSING: {
    reason: 'browsers send the scheme in Origin, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: serialization,
    wrong: "allowedOrigins: ['app.acme.dev']",
    right,
  },
  ORIGIN_UNPARSABLE: {
    reason: 'not a valid URL',
    fix: 'Write scheme, host and port, such as "https://app.your-domain.com".',
    spec: 'https://url.spec.whatwg.org/#url-parsing',
    wrong: "allowedOrigins: ['https://app.acme.dev:99999']",
    right,
  },
  ORIGIN_HOST_INVALID: {
    reason: 'not a valid host name (RFC 1035)',
    fix: 'Use labels of 1 to 63 letters, digits, "-" and "_", with at most 253 characters in all.',
    spec: 'https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4',
    wrong: "allowedOrigins: ['https://app..acme.dev']",
    right,
  },
  ORIGIN_PORT_ZERO: {
    reason: 'browsers block port 0, so no page is served from it and this entry matches nothing',
    fix: 'Name the port that the page is served from.',
    spec: 'https://fetch.spec.whatwg.org/#port-blocking',
    wrong: "allowedOrigins: ['https://app.acme.dev:0']",
    right: "allowedOrigins: ['https://app.acme.dev:8443']",
  },
  ORIGIN_USERINFO: {
    reason: 'browsers send no user name or password in Origin, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: serialization,
    wrong: "allowedOrigins: ['https://ann@app.acme.dev']",
    right,
  },
  ORIGIN_TRAILING_SLASH: {
    reason: 'browsers send no trailing slash in Origin, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: serialization,
    wrong: "allowedOrigins: ['https://app.acme.dev/']",
    right,
  },
  ORIGIN_PATH: {
    reason: 'browsers send no path in Origin, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: serialization,
    wrong: "allowedOrigins: ['https://app.acme.dev/login']",
    right,
  },
  ORIGIN_QUERY: {
    reason: 'browsers send no query in Origin, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: serialization,
    wrong: "allowedOrigins: ['https://app.acme.dev?page=1']",
    right,
  },
  ORIGIN_FRAGMENT: {
    reason: 'browsers send no fragment in Origin, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: serialization,
    wrong: "allowedOrigins: ['https://app.acme.dev#top']",
    right,
  },
  ORIGIN_UPPER_CASE: {
    reason: 'browsers send scheme and host in lower case, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: serialization,
    wrong: "allowedOrigins: ['https://App.acme.dev']",
    right,
  },
  ORIGIN_UNICODE_HOST: {
    reason: 'browsers send international host names in punycode, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: 'https://url.spec.whatwg.org/#concept-domain-to-ascii',
    wrong: "allowedOrigins: ['https://münchen.acme.dev']",
    right: "allowedOrigins: ['https://xn--mnchen-3ya.acme.dev']",
  },
  ORIGIN_DEFAULT_PORT: {
    reason: 'browsers leave out the default port, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: serialization,
    wrong: "allowedOrigins: ['https://app.acme.dev:443']",
    right,
  },
  ORIGIN_IP_NOT_CANONICAL: {
    reason: 'browsers send the canonical form of an IP address, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: 'https://url.spec.whatwg.org/#host-serializing',
    wrong: "allowedOrigins: ['https://192.0.02.7']",
    right: "allowedOrigins: ['https://192.0.2.7']",
  },
  ORIGIN_NOT_CANONICAL: {
    reason: 'browsers serialize this origin differently, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: serialization,
    wrong: "allowedOrigins: ['https:app.acme.dev']",
    right,
  },
  ORIGIN_TRAILING_DOT: {
    reason: 'a trailing dot makes a different origin',
    fix: 'Use {suggestion}.',
    spec: 'https://url.spec.whatwg.org/#concept-host',
    wrong: "allowedOrigins: ['https://app.acme.dev.']",
    right,
  },
} as const satisfies Record<string, Rule>
