import { getDomain, getPublicSuffix } from 'tldts'

/**
 * The length of the longest origin that a browser can send: scheme, a host of 253 characters, port.
 * A longer value is rejected by its length alone, so a 16 kB `Origin` costs no time.
 */
export const maxOriginLength = 'https://'.length + 253 + ':65535'.length

const tuple = /^(https?):\/\/([a-z0-9_.-]+|\[::1\])(?::([1-9]\d{0,4}))?$/
// Labels cannot contain the dot that separates them, so this never backtracks over more than one.
const labels = /^(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}$/

/**
 * Compiles an allowlist into the check that CORS, the CSRF check and the log share.
 *
 * @param entries valid exact origins and origin patterns
 * @returns a function: whether the value of an `Origin` header is allowed. Its cost does not depend
 *   on the number of entries, and is linear in the length of the value.
 * @see https://fetch.spec.whatwg.org/#cors-check
 */
export function compileAllowlist(
  entries: readonly string[],
): (origin: string | undefined) => boolean {
  const exact = new Set(entries.filter((entry) => !entry.includes('*')))
  const patterns = new Set(entries.filter((entry) => entry.includes('*')))

  return (origin) => {
    if (origin === undefined || origin.length > maxOriginLength) return false
    if (exact.has(origin)) return true
    return patterns.size > 0 && patternsMatching(origin).some((pattern) => patterns.has(pattern))
  }
}

/** Lists every origin pattern that matches: leading labels and the port replaced by `*` in turn. */
function patternsMatching(origin: string): string[] {
  const [, scheme, host, port] = tuple.exec(origin) ?? []
  if (scheme === undefined || host === undefined) return []
  if (host !== '[::1]' && !isHostName(host)) return []
  if (port !== undefined && (Number(port) > 65535 || port === defaultPort(scheme))) return []

  const ports = [port === undefined ? '' : `:${port}`, ':*']
  const hosts = [host]
  for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1)) {
    hosts.push(`*${host.slice(dot)}`)
  }
  return hosts.flatMap((each) => ports.map((suffix) => `${scheme}://${each}${suffix}`))
}

/** The parts of an exact origin or an origin pattern. */
export interface OriginPattern {
  /** The entry without its asterisks: a URL can be parsed from it. */
  base: string
  anySubdomain: boolean
  anyPort: boolean
  /** Inserts the asterisks into an origin again. */
  restore: (origin: string) => string
}

/** @returns `undefined` if an asterisk is neither the leading labels nor the port */
export function parsePattern(text: string): OriginPattern | undefined {
  const anySubdomain = /^(?:.*:\/\/)?\*\./.test(text)
  const anyPort = /:\*(?=[/?#]|$)/.test(text)
  const base = text.replace(/^(.*:\/\/)?\*\./, '$1').replace(/:\*(?=[/?#]|$)/, '')
  if (base.includes('*')) return undefined
  return {
    base,
    anySubdomain,
    anyPort,
    restore: (origin) =>
      (anySubdomain ? origin.replace('://', '://*.') : origin) + (anyPort ? ':*' : ''),
  }
}

/** Returns the port that an origin of this scheme leaves out. */
export function defaultPort(scheme: string): string {
  return scheme === 'https' ? '443' : '80'
}

/** Returns whether a name has the syntax of RFC 1035 host names; `_` is allowed, as in practice. */
export function isHostName(host: string): boolean {
  return host.length <= 253 && labels.test(host)
}

/** Returns whether a host, as the URL parser serializes it, is an IP address. */
export function isAddress(host: string): boolean {
  return host.startsWith('[') || /^[\d.]+$/.test(host)
}

/**
 * Returns whether a host is loopback: `localhost` and its subdomains, 127.0.0.0/8 and `[::1]`.
 *
 * @see https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy
 */
export function isLoopback(host: string): boolean {
  return /^(?:(?:[^.]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host)
}

/** Returns whether names under this host can be registered (`com`, `co.uk`, `github.io`). */
export function isPublicSuffix(host: string): boolean {
  return getPublicSuffix(host, { allowPrivateDomains: true }) === host
}

/**
 * Returns whether two origins are same-site: same scheme and same registrable domain, any port.
 *
 * @param a an origin or origin pattern
 * @param b an origin or origin pattern
 * @throws {TypeError} if one is not an origin
 * @see https://html.spec.whatwg.org/multipage/browsers.html#same-site
 */
export function isSameSite(a: string, b: string): boolean {
  return siteOf(a) === siteOf(b)
}

/** Returns the site of an origin or origin pattern: its scheme and registrable domain. */
function siteOf(entry: string): string {
  // `any` stands for every label. Below localhost each subdomain is a site of its own, so there the
  // result equals no other site.
  const url = new URL(entry.replace('://*.', '://any.').replace(/:\*$/, ''))
  const domain = getDomain(url.hostname, { allowPrivateDomains: true })
  return `${url.protocol}//${domain ?? url.hostname}`
}
