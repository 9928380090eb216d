import type { CookieAttributes, ParsedSetCookie } from './set-cookie.ts'

/** Bytes that the name and the value of a cookie may have together. */
const maxBytes = 4096

/**
 * Returns why every browser rejects a cookie; undefined if no rule rejects it. Each rule was observed in
 * Chromium 156 and Firefox 153.
 *
 * @see https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-storage-model
 */
export function whyRejected(
  { name, value, attributes }: ParsedSetCookie,
  { isSameSite, host }: { isSameSite: boolean; host: string },
): string | undefined {
  if (name === '' && value === '') return 'its name and its value are empty'
  const bytes = new TextEncoder().encode(name + value).length
  if (bytes > maxBytes) return `its name and value have ${bytes} bytes; the maximum is ${maxBytes}`
  const domain = attributes.get('domain')?.replace(/^\./, '').toLowerCase() ?? ''
  if (!covers(domain, host)) return `Domain=${domain} does not cover ${host}, the API’s host here`
  const site = attributes.get('samesite') ?? ''
  const isSecure = attributes.has('secure')
  if (/^none$/i.test(site) && !isSecure) return 'SameSite=None needs Secure'
  if (attributes.has('partitioned') && !isSecure) return 'Partitioned needs Secure'
  const prefixed = name === '' ? whyNamelessRejected(value) : whyPrefixRejected(name, attributes)
  if (prefixed !== undefined) return prefixed
  if (isSameSite || !/^(?:lax|strict)$/i.test(site)) return undefined
  return `page and API are of different sites, and its SameSite is ${site}`
}

/** Whether a Domain attribute includes the host. A single label such as `localhost` is a public suffix. */
function covers(domain: string, host: string): boolean {
  return domain === '' || domain === host || (domain.includes('.') && host.endsWith(`.${domain}`))
}

interface Prefix {
  prefix: string
  needs: string
  isMet: (attributes: CookieAttributes) => boolean
}

const isOfHost = (attributes: CookieAttributes) =>
  attributes.get('path') === '/' && (attributes.get('domain') ?? '') === ''

/** A prefix that begins with another one comes before it. */
const prefixes: readonly Prefix[] = [
  {
    prefix: '__Host-Http-',
    needs: 'Secure, HttpOnly, Path=/ and no Domain',
    isMet: (each) => each.has('secure') && each.has('httponly') && isOfHost(each),
  },
  {
    prefix: '__Host-',
    needs: 'Secure, Path=/ and no Domain',
    isMet: (each) => each.has('secure') && isOfHost(each),
  },
  {
    prefix: '__Http-',
    needs: 'Secure and HttpOnly',
    isMet: (each) => each.has('secure') && each.has('httponly'),
  },
  { prefix: '__Secure-', needs: 'Secure', isMet: (each) => each.has('secure') },
]

function prefixOf(text: string): Prefix | undefined {
  return prefixes.find(({ prefix }) => text.toLowerCase().startsWith(prefix.toLowerCase()))
}

function whyPrefixRejected(name: string, attributes: CookieAttributes): string | undefined {
  const found = prefixOf(name)
  if (!found || found.isMet(attributes)) return undefined
  return `the prefix ${found.prefix} needs ${found.needs}`
}

/** The browser would send such a cookie as `Cookie: __Host-sid=1`, as if the prefix were in its name. */
function whyNamelessRejected(value: string): string | undefined {
  const found = prefixOf(value)
  return found && `it has no name, and its value begins with ${found.prefix}`
}
