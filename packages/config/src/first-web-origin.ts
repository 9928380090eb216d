/** The scheme of an app's origin, such as `capacitor://localhost`: no web server serves its pages. */
const appScheme = /^(?!https?:)[a-z-]+:\/\//i

/**
 * Returns the first entry of an allowlist that is neither an origin pattern nor the origin of an app: the
 * origin at which a web server serves the page. Undefined if there is none.
 */
export function firstWebOrigin(allowedOrigins: readonly string[]): string | undefined {
  return allowedOrigins.find((entry) => !entry.includes('*') && !appScheme.test(entry))
}
