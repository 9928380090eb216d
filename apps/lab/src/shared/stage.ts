import type { PageName } from './types.ts'

/** Where the lab listens. `*.localhost` is loopback in every browser, without a hosts file. */
export const labPort = 5273

/** The lab's name among the configurations, for a page on plain localhost. */
export const labOrigin = `http://localhost:${labPort}`

/** A name on stage, as configurations have it, and the name that your browser really uses for it. */
export interface Name {
  origin: string
  standIn: string
}
export type Stage = Record<Exclude<PageName, 'sandbox' | 'api'>, Name>

/**
 * The names of the pages. Sites stay what they are: app, admin and api share one, the attacker has
 * another.
 *
 * @param port where the lab listens: stand-ins move with it, the names on stage do not
 */
export function stageAt(port: number): Stage {
  const standIn = (origin: string, host: string): Name => ({
    origin,
    standIn: `http://${host}:${port}`,
  })
  return {
    app: standIn('https://app.example.com', 'app.acme.localhost'),
    admin: standIn('https://admin.example.com', 'admin.acme.localhost'),
    attacker: standIn('https://attacker.example', 'attacker.other.localhost'),
    'prefix-look-alike': standIn(
      'https://app.example.com.attacker.example',
      'app-acme.attacker.localhost',
    ),
    'suffix-look-alike': standIn('https://attacker-app.example.com', 'attacker-app.acme.localhost'),
    'sub-domain': standIn('https://forgotten.app.example.com', 'forgotten.app.acme.localhost'),
    'dot-look-alike': standIn('https://appxexample.com', 'appxacme.localhost'),
    'other-port': standIn('https://app.example.com:8443', 'port-8443.app.acme.localhost'),
    partner: standIn('https://app.example.org', 'app.partner.localhost'),
    public: standIn('https://www.example.com', 'public.acme.localhost'),
    localhost: standIn(labOrigin, 'localhost'),
    'loopback-address': standIn(`http://127.0.0.1:${labPort}`, '127.0.0.1'),
    development: standIn('http://localhost:5173', 'port-5173.acme.localhost'),
    drifted: standIn('http://localhost:5174', 'port-5174.acme.localhost'),
    webview: standIn('capacitor://localhost', 'app.capacitor.localhost'),
    extension: standIn(
      'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba',
      'ponmlkji.extension.localhost',
    ),
  }
}

/** The stage on the lab's usual port. */
export const stage = stageAt(labPort)

/**
 * Where the lab's page lives. It shares a site with app and api, because a frame's cookies count
 * as first-party only while every page above it is of the same site: with the lab on localhost, no
 * SameSite=Lax cookie would ever reach the API.
 */
export const pageHost = 'lab.acme.localhost'

/** The origins from which the lab itself is used; the first is the one to open. */
export function labOriginsAt(port: number): readonly [string, string] {
  return [`http://${pageHost}:${port}`, `http://localhost:${port}`]
}

/** The API's host in the browser: same-site with the app. A run's port follows. */
export const apiHost = 'api.acme.localhost'
/** The API as configurations know it. */
export const apiOrigin = 'https://api.example.com'
/** The same server under a name of another site, for redirects that leave the API's origin. */
export const otherApiOrigin = 'https://api.example.org'
/** The same server under the name of a sign-in page, for redirects of users who are not signed in. */
export const accountsOrigin = 'https://accounts.example.com'
/** The hosts of these two names in the browser. A run's port follows. */
export const otherHosts = new Map([
  [otherApiOrigin, 'api.other.localhost'],
  [accountsOrigin, 'accounts.acme.localhost'],
])
/** A host whose certificate no browser trusts. A configuration that needs it starts it on a free port. */
export const untrustedOrigin = 'https://localhost:7001'
