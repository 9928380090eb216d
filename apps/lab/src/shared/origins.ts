import type { PageName } from './types.ts'

/** The default port of the lab. Browsers resolve `*.localhost` to loopback without a hosts file. */
export const labPort = 5273

/** The configured origin of the lab's own page on plain localhost. */
export const labOrigin = `http://localhost:${labPort}`

/** An origin, and its replacement in the browser. The gateway translates both ways: see server/map-origins.ts. */
export interface OriginMapping {
  /** The configured origin, which a scenario's server receives and sends: `https://app.example.com`. */
  origin: string
  /** The origin in the browser: `http://app.acme.localhost:5273`. */
  localOrigin: string
}

/** The origins of the pages. A sandboxed page has an opaque origin, and the page `api` that of its run. */
export type PageOrigins = Record<Exclude<PageName, 'sandbox' | 'api'>, OriginMapping>

/**
 * Returns the origins of the pages. The local origins of app and admin are same-site with that of the API,
 * as the configured ones are, and that of the attacker's page is cross-site.
 *
 * @param port of the lab, which the local origins have too
 */
export function pageOriginsAt(port: number): PageOrigins {
  const mapping = (origin: string, host: string): OriginMapping => ({
    origin,
    localOrigin: `http://${host}:${port}`,
  })
  return {
    app: mapping('https://app.example.com', 'app.acme.localhost'),
    admin: mapping('https://admin.example.com', 'admin.acme.localhost'),
    attacker: mapping('https://attacker.example', 'attacker.other.localhost'),
    'prefix-look-alike': mapping(
      'https://app.example.com.attacker.example',
      'app-acme.attacker.localhost',
    ),
    'suffix-look-alike': mapping('https://attacker-app.example.com', 'attacker-app.acme.localhost'),
    'sub-domain': mapping('https://forgotten.app.example.com', 'forgotten.app.acme.localhost'),
    'dot-look-alike': mapping('https://appxexample.com', 'appxacme.localhost'),
    'other-port': mapping('https://app.example.com:8443', 'port-8443.app.acme.localhost'),
    partner: mapping('https://app.example.org', 'app.partner.localhost'),
    public: mapping('https://www.example.com', 'public.acme.localhost'),
    localhost: mapping(labOrigin, 'localhost'),
    'loopback-address': mapping(`http://127.0.0.1:${labPort}`, '127.0.0.1'),
    development: mapping('http://localhost:5173', 'port-5173.acme.localhost'),
    drifted: mapping('http://localhost:5174', 'port-5174.acme.localhost'),
    webview: mapping('capacitor://localhost', 'app.capacitor.localhost'),
    extension: mapping(
      'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba',
      'ponmlkji.extension.localhost',
    ),
  }
}

/** The origins of the pages with the default port of the lab. */
export const pageOrigins = pageOriginsAt(labPort)

/**
 * The host of the lab's page. It is same-site with app and api: a browser sends SameSite=Lax cookies from
 * a frame only if every page above the frame is same-site too. On localhost no such cookie would reach
 * the API.
 */
const labHost = 'lab.acme.localhost'

/** Returns the origins of the lab's own page; the first is the one to open. */
export function labOriginsAt(port: number): readonly [string, string] {
  return [`http://${labHost}:${port}`, `http://localhost:${port}`]
}

/** The API's host in the browser, same-site with the app. Each run has a port of its own. */
export const apiHost = 'api.acme.localhost'
/** The configured origin of the API. */
export const apiOrigin = 'https://api.example.com'
/** A configured origin of the same server on another site, for redirects to another origin. */
export const otherApiOrigin = 'https://api.example.org'
/** A configured origin of the same server, for redirects of signed-out users to a sign-in page. */
export const accountsOrigin = 'https://accounts.example.com'
/** The hosts of these two origins in the browser. They have the port of the run. */
export const otherHosts = new Map([
  [otherApiOrigin, 'api.other.localhost'],
  [accountsOrigin, 'accounts.acme.localhost'],
])
/** The configured origin of a host with an untrusted certificate. A scenario starts it on a free port. */
export const untrustedOrigin = 'https://localhost:7001'
