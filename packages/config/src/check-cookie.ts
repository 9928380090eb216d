import { isToken } from './check-names.ts'
import { issueOf, type ConfigIssue } from './config-error.ts'
import { isCrossSite, type SessionCookie } from './cookie.ts'
import { isLoopback } from './origin.ts'
import { isObject } from './snapshot.ts'

const attributes = ['name', 'sameSite', 'secure', 'partitioned'] as const

/** Holds an override to its shape: known attributes, of the right type. */
export function checkCookieShape(place: string, override: unknown): ConfigIssue[] {
  if (override === undefined) return []
  if (!isObject(override)) {
    return [issueOf('COOKIE_INVALID', place, override, 'Use an object: { sameSite: "none" }.')]
  }
  return Object.entries(override).flatMap(([key, value]: [string, unknown]) => {
    const at = `${place}.${key}`
    switch (key) {
      case 'name':
        if (isToken(value)) return []
        return [issueOf('COOKIE_INVALID', at, value, 'Use a token such as "session".')]
      case 'sameSite':
        if (['lax', 'strict', 'none'].includes(value as string)) return []
        return [issueOf('COOKIE_INVALID', at, value, 'Use "lax", "strict" or "none".')]
      case 'secure':
      case 'partitioned':
        return typeof value === 'boolean' ? [] : [issueOf('OPTION_NOT_A_BOOLEAN', at, value)]
      default: {
        const known = `The attributes are ${attributes.join(', ')}.`
        return [issueOf('OPTION_UNKNOWN', at, value, known)]
      }
    }
  })
}

/** Holds the attributes to each other; one that is not given is not judged. */
export function checkCookieAttributes(
  place: string,
  { name, sameSite, secure, partitioned }: Partial<SessionCookie>,
): ConfigIssue[] {
  if (secure !== false) return []
  const issues: ConfigIssue[] = []
  if (name !== undefined && /^__(?:Host|Secure)-/i.test(name)) {
    issues.push(issueOf('COOKIE_PREFIX', `${place}.name`, name))
  }
  if (sameSite === 'none') {
    issues.push(issueOf('COOKIE_NONE_WITHOUT_SECURE', `${place}.sameSite`, sameSite))
  }
  if (partitioned === true) {
    issues.push(issueOf('COOKIE_PARTITIONED_WITHOUT_SECURE', `${place}.partitioned`, partitioned))
  }
  return issues
}

/** Holds a cookie to what browsers store and send between these origins. */
export function checkCookieTopology(
  place: string,
  { sameSite, secure }: SessionCookie,
  apiOrigin: string,
  allowedOrigins: readonly string[],
): ConfigIssue[] {
  const crossSite = isCrossSite(apiOrigin, allowedOrigins)
  const plainHttp = apiOrigin.startsWith('http:') && !isLoopback(new URL(apiOrigin).hostname)

  const issues: ConfigIssue[] = []
  if (sameSite !== 'none' && crossSite) {
    issues.push(issueOf('COOKIE_LAX_ACROSS_SITES', `${place}.sameSite`, sameSite))
  }
  if (plainHttp && (crossSite || secure)) {
    const code = crossSite ? 'COOKIE_ACROSS_SITES_OVER_HTTP' : 'COOKIE_SECURE_OVER_HTTP'
    issues.push(issueOf(code, `${place}.secure`, secure))
  }
  return issues
}
