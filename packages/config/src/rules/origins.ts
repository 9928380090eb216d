import type { Rule } from '../rules.ts'

const html = 'https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin'
const credentials = 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials'

/** For which origins are allowed: what an entry says, not how it is spelt. */
export const originRules = {
  ORIGINS_EMPTY: {
    reason: 'with no allowed origin, no page can read any answer',
    fix: 'List the origin of your frontend, such as "https://app.your-domain.com".',
    spec: 'https://fetch.spec.whatwg.org/#cors-check',
  },
  ORIGIN_MISSING: {
    reason: 'an origin is required here',
    fix: 'Write scheme, host and port, such as "https://app.your-domain.com".',
    spec: html,
  },
  ORIGIN_NOT_A_STRING: {
    reason: 'an origin is a string; an unanchored regular expression allows strangers',
    fix: 'Write the origin itself, or an origin pattern such as "https://*.preview.your-domain.com".',
    spec: html,
  },
  ORIGIN_EMPTY: {
    reason: 'an empty string matches no origin',
    fix: 'Write the origin, or remove the entry.',
    spec: html,
  },
  ORIGIN_LIST: {
    reason: 'this is several origins in one string; each entry is compared as a whole',
    fix: 'Write each origin as an entry of its own.',
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-origin',
  },
  ORIGIN_NULL: {
    reason:
      'every sandboxed frame, data: URL and redirect sends Origin: null, so anybody could get in',
    fix: 'Remove the entry, and serve the page over http or https.',
    spec: 'https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-opaque',
  },
  ORIGIN_SCHEME: {
    reason: 'pages of this scheme have an opaque origin or none that an API can trust',
    fix: 'Serve the page over https (or http on loopback) and list that origin.',
    spec: 'https://url.spec.whatwg.org/#origin',
  },
  ORIGIN_INSECURE: {
    reason: 'anybody on the network path can change a page of plain http and use its credentials',
    fix: 'Use {suggestion}, or set dangerouslyAllowInsecureOrigins.',
    spec: 'https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy',
  },
  ORIGIN_PLACEHOLDER: {
    reason: 'this name is reserved for documentation and is nobody’s frontend',
    fix: 'Write your own origin in packages/config/src/environments.ts.',
    spec: 'https://www.rfc-editor.org/rfc/rfc6761',
  },
  ORIGIN_WILDCARD_WITH_CREDENTIALS: {
    reason: 'browsers refuse Access-Control-Allow-Origin: * for a credentialed request',
    fix: 'List the origins.',
    spec: credentials,
  },
  ORIGIN_WILDCARD_NOT_ALONE: {
    reason: '* already allows every origin, so the other entries mislead the reader',
    fix: 'Keep "*" alone, or list the origins without it.',
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-origin',
  },
  API_ORIGIN_PATTERN: {
    reason: 'the API has one origin; a pattern names many',
    fix: 'Write the origin at which browsers reach the API.',
    spec: html,
  },
  PATTERN_INVALID: {
    reason:
      'in an origin pattern, * stands for whole labels at the start of the host, or for a port',
    fix: 'Use the form "https://*.preview.your-domain.com" or "http://localhost:*".',
    spec: 'https://fetch.spec.whatwg.org/#cors-check',
  },
  PATTERN_PUBLIC_SUFFIX: {
    reason: 'anybody can register a name under this public suffix and would be allowed',
    fix: 'Put your own registered name before it.',
    spec: 'https://publicsuffix.org/list/',
  },
  PATTERN_PORT: {
    reason: 'any port of a host on the network may belong to somebody else',
    fix: 'Name the port; only loopback hosts may have ":*".',
    spec: 'https://fetch.spec.whatwg.org/#cors-check',
  },
} as const satisfies Record<string, Rule>
