import { getDomain, getPublicSuffix } from 'tldts'

/**
 * The longest origin a browser can send: scheme, a host of 253 characters, a port.
 * Longer values are refused unread, so a 16 kB `Origin` costs nothing.
 */
export const longestOrigin = 'https://'.length + 253 + ':65535'.length

const tuple = /^(https?):\/\/([a-z0-9_.-]+|\[::1\])(?::([1-9]\d{0,4}))?$/
// Labels cannot hold the dot that separates them, so this never backtracks over more than one.
const labels = /^(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}$/

/**
 * Compiles an allowlist into the one question CORS, the origin guard and the log ask.
 *
 * @param entries exact origins and origin patterns that have passed the rules
 * @returns whether a request with this `Origin` value may be answered; constant in the number of
 *   entries, linear in the length of the value
 * @see https://fetch.spec.whatwg.org/#cors-check
 */
export function compileAllowlist(
  entries: readonly string[],
): (origin: string | undefined) => boolean {
  const exact = new Set(entries.filter((entry) => !entry.includes('*')))
  const patterns = new Set(entries.filter((entry) => entry.includes('*')))

  return (origin) => {
    if (origin === undefined || origin.length > longestOrigin) return false
    if (exact.has(origin)) return true
    return patterns.size > 0 && patternsMatching(origin).some((pattern) => patterns.has(pattern))
  }
}

/** Every origin pattern that would match: the labels and the port replaced by `*` in turn. */
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

/** The port an origin of this scheme leaves out. */
export function defaultPort(scheme: string): string {
  return scheme === 'https' ? '443' : '80'
}

/** Whether the domain name system can hold this name; `_` is not for hosts, yet in use. */
export function isHostName(host: string): boolean {
  return host.length <= 253 && labels.test(host)
}

/** Whether a host, as the URL parser writes it, is an IP address. */
export function isAddress(host: string): boolean {
  return host.startsWith('[') || /^[\d.]+$/.test(host)
}

/** Whether the host never leaves this machine: localhost and its sub-domains, 127.0.0.0/8, [::1]. */
export function isLoopback(host: string): boolean {
  return /^(?:(?:[^.]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host)
}

/** Whether anybody can register names under this host (`com`, `co.uk`, `github.io`). */
export function isPublicSuffix(host: string): boolean {
  return getPublicSuffix(host, { allowPrivateDomains: true }) === host
}

/**
 * Whether two origins are same-site: same scheme, same registrable domain. Ports do not count.
 *
 * @param a an origin or origin pattern
 * @param b an origin or origin pattern
 * @see https://html.spec.whatwg.org/multipage/browsers.html#same-site
 */
export function isSameSite(a: string, b: string): boolean {
  return siteOf(a) === siteOf(b)
}

/** The site of an origin or origin pattern: its scheme and registrable domain. */
export function siteOf(entry: string): string {
  // Any label stands for all: the sub-domains of localhost are a site each.
  const url = new URL(entry.replace('://*.', '://any.').replace(/:\*$/, ''))
  const domain = getDomain(url.hostname, { allowPrivateDomains: true })
  return `${url.protocol}//${domain ?? url.hostname}`
}
