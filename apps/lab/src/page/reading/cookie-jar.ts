/** What a `Set-Cookie` line meets in the browser. */
export interface Jar {
  credentials: 'include' | 'omit'
  /** Whether the page and the API are of one site. */
  isSameSite: boolean
}

/**
 * What the cookie jar makes of a `Set-Cookie` line, in a sentence.
 *
 * @see https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-storage-model
 */
export function judgeSetCookie(line: string, { credentials, isSameSite }: Jar): string {
  const { name, attributes } = parseSetCookie(line)
  const cookie = `The cookie “${name}”`
  if (credentials === 'omit')
    return `${cookie} is ignored: the request was made without credentials.`
  const refusal = whyRefused(name, attributes, isSameSite)
  if (refusal !== undefined) return `${cookie} is refused: ${refusal}.`
  if (isOver(attributes)) return `${cookie} is removed: the server ends its time.`
  if (isSameSite) return `${cookie} is kept: page and API are of one site.`
  if (attributes.has('partitioned'))
    return `${cookie} is kept, for this page’s site alone: Partitioned.`
  return `${cookie} is a third-party cookie: whether it is kept is the visitor’s setting.`
}

type Attributes = ReadonlyMap<string, string>

/** Names of attributes are in lower case; of two with one name the last counts. */
function parseSetCookie(line: string): { name: string; attributes: Attributes } {
  const [pair = '', ...rest] = line.split(';')
  const [name = ''] = pair.split('=', 1)
  const attributes = rest.map((part) => {
    const [key = '', value = ''] = part.split('=')
    return [key.trim().toLowerCase(), value.trim()] as const
  })
  return { name: name.trim(), attributes: new Map(attributes) }
}

function whyRefused(name: string, attributes: Attributes, isSameSite: boolean) {
  const isSecure = attributes.has('secure')
  const site = attributes.get('samesite') ?? ''
  const isNone = site.toLowerCase() === 'none'
  const isOfHost = attributes.get('path') === '/' && !attributes.has('domain')
  if (isNone && !isSecure) return 'SameSite=None needs Secure'
  if (attributes.has('partitioned') && !isSecure) return 'Partitioned needs Secure'
  if (/^__host-/i.test(name) && !(isSecure && isOfHost))
    return 'the prefix __Host- needs Secure, Path=/ and no Domain'
  if (/^__secure-/i.test(name) && !isSecure) return 'the prefix __Secure- needs Secure'
  if (isSameSite || isNone) return undefined
  return `page and API are of different sites, and its SameSite is ${siteInWords(site)}`
}

/**
 * A value that the standard does not define counts as absent, which is Lax in Chromium alone: Firefox
 * has that default behind a flag, and Safari does not have it.
 */
function siteInWords(site: string): string {
  if (/^(?:lax|strict)$/i.test(site)) return site
  return site === '' ? 'absent: Lax, in Chromium alone' : `“${site}”: Lax, in Chromium alone`
}

/** Whether the line ends a cookie's time, as a sign-out does. Max-Age goes before Expires. */
function isOver(attributes: Attributes): boolean {
  const maxAge = attributes.get('max-age')
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return Number(maxAge) <= 0
  return Date.parse(attributes.get('expires') ?? '') <= Date.now()
}
