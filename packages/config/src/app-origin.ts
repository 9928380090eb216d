import { show, type Finding } from './config-error.ts'
import type { OriginPattern } from './origin.ts'

/**
 * The origins of apps that are not served over http, by scheme. No web page can have one of them, and
 * each is the same for every user, so that an exact entry is safe.
 */
const hosts: Readonly<Record<string, RegExp>> = {
  // Electron, with a scheme that is registered as `standard`; Cordova on iOS.
  app: /^[a-z0-9._-]+$/,
  // Capacitor on iOS.
  capacitor: /^[a-z0-9._-]+$/,
  // The id follows from the key with which the extension is signed.
  'chrome-extension': /^[a-p]{32}$/,
  // Ionic's webview for Cordova on iOS.
  ionic: /^[a-z0-9._-]+$/,
  // Tauri on macOS, iOS and Linux.
  tauri: /^localhost$/,
}

/**
 * Schemes of apps whose pages run in WebKit's webview. WebKit blocks third-party cookies, so these
 * pages never send a cookie of an API on another site, whatever its attributes.
 */
const withoutCookies = /^(?:capacitor|ionic|tauri):/

/** Returns the scheme of an app's origin in lower case; undefined for any other text. */
export function schemeOfApp(text: string): string | undefined {
  const scheme = /^([a-z-]+):\/\//i.exec(text)?.[1]?.toLowerCase()
  return scheme !== undefined && Object.hasOwn(hosts, scheme) ? scheme : undefined
}

/** Returns whether the pages of an allowed origin never send the API's cookies. */
export function isWithoutCookies(origin: string): boolean {
  return withoutCookies.test(origin)
}

/**
 * Checks the origin of an app: exact, and as its webview sends it.
 *
 * @param value begins with a scheme that {@link schemeOfApp} knows
 */
export function checkAppOrigin(
  value: string,
  { anySubdomain, anyPort }: Pick<OriginPattern, 'anySubdomain' | 'anyPort'>,
): Finding[] {
  if (anySubdomain || anyPort) return [{ code: 'PATTERN_INVALID' }]
  const scheme = schemeOfApp(value.trim()) ?? ''
  const [, host = ''] = /:\/\/([^/?#]*)/.exec(value) ?? []
  const suggested = host.toLowerCase()
  if (hosts[scheme]?.test(host) && value === `${scheme}://${host}`) return []
  return hosts[scheme]?.test(suggested)
    ? [{ code: 'ORIGIN_APP_SYNTAX', suggestion: show(`${scheme}://${suggested}`) }]
    : [{ code: 'ORIGIN_APP_HOST' }]
}
