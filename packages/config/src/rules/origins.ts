import type { Rule } from '../types.ts'

const serialization =
  'https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin'
const credentials = 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials'
/** Origin patterns are a feature of this package, not of a standard. */
const patterns = 'packages/config/src/origin.ts'

/** Rules for which origins may be allowed. How an origin is written: origin-syntax.ts. */
export const originRules = {
  ORIGINS_EMPTY: {
    reason: 'with no allowed origin, no page can read any response',
    fix: 'List the origin of your frontend, such as "https://app.your-domain.com".',
    spec: 'https://fetch.spec.whatwg.org/#cors-check',
    wrong: 'allowedOrigins: []',
    right: "allowedOrigins: ['https://app.acme.dev']",
  },
  ORIGIN_MISSING: {
    reason: 'an origin is required here',
    fix: 'Write scheme, host and port, such as "https://app.your-domain.com".',
    spec: serialization,
    wrong: 'apiOrigin: undefined',
    right: "apiOrigin: 'https://api.acme.dev'",
  },
  ORIGIN_NOT_A_STRING: {
    reason:
      'expected a string. Regular expressions are not supported: an unanchored one also matches other hosts',
    fix: 'Write the origin itself, or an origin pattern such as "https://*.preview.your-domain.com".',
    spec: serialization,
    wrong: 'allowedOrigins: [/acme\\.dev/]',
    right: "allowedOrigins: ['https://*.acme.dev']",
  },
  ORIGIN_EMPTY: {
    reason: 'an empty string matches no origin; often an unset environment variable',
    fix: 'Write the origin, or remove the entry.',
    spec: serialization,
    wrong: "allowedOrigins: ['']",
    right: "allowedOrigins: ['https://app.acme.dev']",
  },
  ORIGIN_LIST: {
    reason: 'this is several origins in one string; each entry is compared as a whole',
    fix: 'Write each origin as an entry of its own.',
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-origin',
    wrong: "allowedOrigins: ['https://app.acme.dev,https://admin.acme.dev']",
    right: "allowedOrigins: ['https://app.acme.dev', 'https://admin.acme.dev']",
  },
  ORIGIN_NULL: {
    reason:
      'sandboxed iframes, data: and file: documents and cross-origin requests that are redirected to another origin send Origin: null, so any site can send it',
    fix: 'Remove the entry, and serve the page over http or https.',
    spec: 'https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-opaque',
    wrong: "allowedOrigins: ['null']",
    right: "allowedOrigins: ['https://app.acme.dev']",
  },
  ORIGIN_SCHEME: {
    reason:
      'pages of this scheme have no origin that an API can allow. Browsers send Origin: null for file:, data: and about: documents; Expo Go (exp:) sends no Origin, so CORS does not concern it',
    fix: 'Serve the page over https (or http on loopback) and list that origin, or list the origin of an app: capacitor://localhost, ionic://localhost, tauri://localhost, app://<host>, chrome-extension://<id>.',
    spec: 'https://url.spec.whatwg.org/#origin',
    wrong: "allowedOrigins: ['file:///index.html']",
    right: "allowedOrigins: ['capacitor://localhost']",
  },
  ORIGIN_APP_RANDOM: {
    reason:
      'the host of this scheme is a random id, different for each installation or window, so an entry matches one of them at most',
    fix: 'Remove the entry. An extension requests the API with host_permissions in its manifest; a VS Code webview asks its extension host to request it. Neither needs CORS.',
    spec: 'https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/Extension_IDs',
    wrong: "allowedOrigins: ['moz-extension://0d3a5c2e-7f6b-4f0e-9d55-5a3f2c1b0a99']",
    right: "allowedOrigins: ['https://app.acme.dev']",
  },
  ORIGIN_APP_SYNTAX: {
    reason:
      'webviews send scheme and host in lower case and nothing else, so this entry matches nothing',
    fix: 'Use {suggestion}.',
    spec: serialization,
    wrong: "allowedOrigins: ['capacitor://localhost/']",
    right: "allowedOrigins: ['capacitor://localhost']",
  },
  ORIGIN_APP_HOST: {
    reason:
      'pages of this app cannot have this host: tauri:// has localhost, chrome-extension:// has an id of 32 letters from a to p, the others have a host name without a port',
    fix: 'Write the value that the app logs for self.origin, such as "capacitor://localhost".',
    spec: serialization,
    wrong: "allowedOrigins: ['chrome-extension://my-extension']",
    right: "allowedOrigins: ['chrome-extension://abcdefghijklmnopabcdefghijklmnop']",
  },
  ORIGIN_INSECURE: {
    reason: 'an attacker on the network can modify a page served over http and use its credentials',
    fix: 'Use {suggestion}, or set dangerouslyAllowInsecureOrigins.',
    spec: 'https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy',
    wrong: "allowedOrigins: ['http://app.acme.dev']",
    right: "allowedOrigins: ['https://app.acme.dev']",
  },
  ORIGIN_LOOPBACK_IN_PRODUCTION: {
    reason:
      'any program on a visitor’s machine can serve a page at this origin and use the visitor’s credentials',
    fix: 'List the https origin of your frontend in {source}. An app has one too: https://localhost with androidScheme: "https" of Capacitor, https://tauri.localhost with useHttpsScheme of Tauri. To try the production build on one machine, use an http loopback origin for the API too.',
    spec: 'https://www.rfc-editor.org/rfc/rfc8252#section-8.1',
    wrong: "allowedOrigins: ['http://localhost:5173']",
    right: "allowedOrigins: ['https://app.acme.dev']",
  },
  ORIGIN_PLACEHOLDER: {
    reason: 'placeholder domain (RFC 2606/6761)',
    fix: 'Replace it with your own origin in {source}.',
    spec: 'https://www.rfc-editor.org/rfc/rfc6761#section-6',
    wrong: "allowedOrigins: ['https://app.example.com']",
    right: "allowedOrigins: ['https://app.acme.dev']",
  },
  ORIGIN_WILDCARD_WITH_CREDENTIALS: {
    reason: 'browsers reject Access-Control-Allow-Origin: * for a credentialed request',
    fix: 'List the origins.',
    spec: credentials,
    wrong: "allowedOrigins: ['*']",
    right: "allowedOrigins: ['https://app.acme.dev']",
  },
  ORIGIN_WILDCARD_NOT_ALONE: {
    reason: '* already allows every origin, so the other entries mislead the reader',
    fix: 'Keep "*" alone, or list the origins without it.',
    spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-origin',
    wrong: "credentials: false, allowedOrigins: ['*', 'https://app.acme.dev']",
    right: "credentials: false, allowedOrigins: ['*']",
  },
  API_ORIGIN_PATTERN: {
    reason: 'the API has one origin; a pattern names many',
    fix: 'Write the origin at which browsers reach the API.',
    spec: patterns,
    wrong: "apiOrigin: 'https://*.acme.dev'",
    right: "apiOrigin: 'https://api.acme.dev'",
  },
  API_ORIGIN_APP: {
    reason: 'this is the origin of an app; browsers reach an API over http or https',
    fix: 'Write the origin at which browsers reach the API.',
    spec: 'https://fetch.spec.whatwg.org/#http-scheme',
    wrong: "apiOrigin: 'tauri://localhost'",
    right: "apiOrigin: 'https://api.acme.dev'",
  },
  PATTERN_INVALID: {
    reason:
      '* may only replace the leading labels of the host (https://*.example.com) or the port of a loopback host (http://localhost:*)',
    fix: 'Use the form "https://*.preview.your-domain.com" or "http://localhost:*".',
    spec: patterns,
    wrong: "allowedOrigins: ['https://app-*.acme.dev']",
    right: "allowedOrigins: ['https://*.acme.dev']",
  },
  PATTERN_PUBLIC_SUFFIX: {
    reason:
      'an attacker can register a name under this public suffix, and that origin would be allowed',
    fix: 'Use a pattern below your own domain, such as "https://*.preview.your-domain.com".',
    spec: 'https://publicsuffix.org/list/',
    wrong: "allowedOrigins: ['https://*.github.io']",
    right: "allowedOrigins: ['https://*.acme.github.io']",
  },
  PATTERN_PORT: {
    reason:
      'another service on the same host could run on any port. ":*" is only allowed for loopback hosts',
    fix: 'List the port.',
    spec: patterns,
    wrong: "allowedOrigins: ['https://app.acme.dev:*']",
    right: "allowedOrigins: ['https://app.acme.dev:8443']",
  },
} as const satisfies Record<string, Rule>
