/** What a `Set-Cookie` line meets in the browser. */
export interface Jar {
  credentials: 'include' | 'omit'
  /** Whether the page and the API are of one site. */
  isSameSite: boolean
}

/** What the cookie jar makes of a `Set-Cookie` line, in a sentence. */
export function judgeSetCookie(line: string, { credentials, isSameSite }: Jar): string {
  const [pair = '', ...rest] = line.split(';').map((part) => part.trim())
  const name = pair.split('=', 1)[0] ?? ''
  const cookie = `The cookie “${name}”`
  const attributes = new Map(
    rest.map((part) => {
      const [key = '', value = ''] = part.split('=')
      return [key.toLowerCase(), value] as const
    }),
  )
  const site = attributes.get('samesite')
  const isSecure = attributes.has('secure')
  if (credentials === 'omit')
    return `${cookie} is ignored: the request was made without credentials.`
  if (site?.toLowerCase() === 'none' && !isSecure)
    return `${cookie} is refused: SameSite=None needs Secure.`
  if (attributes.has('partitioned') && !isSecure)
    return `${cookie} is refused: Partitioned needs Secure.`
  if (
    /^__host-/i.test(name) &&
    !(isSecure && attributes.get('path') === '/' && !attributes.has('domain'))
  )
    return `${cookie} is refused: the prefix __Host- needs Secure, Path=/ and no Domain.`
  if (/^__secure-/i.test(name) && !isSecure)
    return `${cookie} is refused: the prefix __Secure- needs Secure.`
  if (isSameSite) return `${cookie} is kept: page and API are of one site.`
  if (site?.toLowerCase() !== 'none')
    return `${cookie} is refused: page and API are of different sites, and its SameSite is ${site ?? 'absent, so Lax'}.`
  if (attributes.has('partitioned'))
    return `${cookie} is kept, for this page’s site alone: Partitioned.`
  return `${cookie} is a third-party cookie: whether it is kept is the visitor’s setting.`
}
