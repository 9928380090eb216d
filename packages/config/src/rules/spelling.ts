import type { Rule } from '../rules.ts'

const html = 'https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin'

/** For how an origin is spelt: as browsers write it, or it matches nothing. */
export const spellingRules = {
  ORIGIN_BLANKS: {
    reason: 'an origin holds no white space, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: html,
  },
  ORIGIN_SCHEME_MISSING: {
    reason: 'browsers send the scheme in Origin, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: html,
  },
  ORIGIN_UNPARSABLE: {
    reason: 'this is no URL, so no browser can send it as an origin',
    fix: 'Write scheme, host and port, such as "https://app.your-domain.com".',
    spec: 'https://url.spec.whatwg.org/#url-parsing',
  },
  ORIGIN_HOST_INVALID: {
    reason: 'the domain name system holds no such name, so no browser can open a page there',
    fix: 'Use labels of 1 to 63 letters, digits, "-" and "_", with at most 253 characters in all.',
    spec: 'https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4',
  },
  ORIGIN_PORT_ZERO: {
    reason: 'browsers block port 0, so no page is served from it and this entry matches nothing',
    fix: 'Name the port that the page is served from.',
    spec: 'https://fetch.spec.whatwg.org/#port-blocking',
  },
  ORIGIN_USERINFO: {
    reason: 'browsers send no user name or password in Origin, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: html,
  },
  ORIGIN_TRAILING_SLASH: {
    reason: 'browsers send no trailing slash in Origin, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: html,
  },
  ORIGIN_PATH: {
    reason: 'browsers send no path in Origin, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: html,
  },
  ORIGIN_QUERY: {
    reason: 'browsers send no query in Origin, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: html,
  },
  ORIGIN_FRAGMENT: {
    reason: 'browsers send no fragment in Origin, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: html,
  },
  ORIGIN_UPPER_CASE: {
    reason: 'browsers send scheme and host in lower case, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: html,
  },
  ORIGIN_UNICODE_HOST: {
    reason: 'browsers send international host names in punycode, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: 'https://url.spec.whatwg.org/#concept-domain-to-ascii',
  },
  ORIGIN_DEFAULT_PORT: {
    reason: 'browsers leave out the default port, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: html,
  },
  ORIGIN_IP_NOT_CANONICAL: {
    reason: 'browsers send the canonical form of an IP address, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: 'https://url.spec.whatwg.org/#host-serializing',
  },
  ORIGIN_NOT_CANONICAL: {
    reason: 'browsers write this origin in another way, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: html,
  },
  ORIGIN_TRAILING_DOT: {
    reason: 'a host with a final dot is another origin than the one your visitors open',
    fix: 'Use {suggestion}.',
    spec: 'https://url.spec.whatwg.org/#concept-host',
  },
} as const satisfies Record<string, Rule>
