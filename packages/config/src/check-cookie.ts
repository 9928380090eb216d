import { isToken } from './check-names.ts'
import { issueOf, show, type ConfigIssue } from './config-error.ts'
import { findCrossSite } from './cookie.ts'
import { isObject } from './copy-config.ts'
import { didYouMean } from './did-you-mean.ts'
import { isLoopback } from './origin.ts'
import type { SessionCookie } from './types.ts'

const attributes = ['name', 'sameSite', 'secure', 'partitioned']

/** Checks that an override is an object of known attributes, each of the right type. */
export function checkCookieTypes(source: string, override: unknown): ConfigIssue[] {
  if (override === undefined) return []
  const invalid = (at: string, value: unknown, suggestion: string) => [
    issueOf('COOKIE_INVALID', at, value, { suggestion }),
  ]
  if (!isObject(override)) {
    return invalid(source, override, 'Use an object: { sameSite: "none" }.')
  }
  return Object.entries(override).flatMap(([key, value]: [string, unknown]) => {
    const at = `${source}.${key}`
    switch (key) {
      case 'name':
        return isToken(value) ? [] : invalid(at, value, 'Use a token such as "session".')
      case 'sameSite':
        if (['lax', 'strict', 'none'].includes(value as string)) return []
        return invalid(at, value, 'Use "lax", "strict" or "none".')
      case 'secure':
      case 'partitioned':
        return typeof value === 'boolean' ? [] : [issueOf('OPTION_NOT_A_BOOLEAN', at, value)]
      default: {
        const suggestion = didYouMean(key, attributes, 'attributes')
        return [issueOf('OPTION_UNKNOWN', at, value, { suggestion })]
      }
    }
  })
}

/** Checks the attributes against each other. An attribute that is not given is not checked. */
export function checkCookieAttributes(
  source: string,
  { name, sameSite, secure, partitioned }: Partial<SessionCookie>,
): ConfigIssue[] {
  if (secure !== false) return []
  const issues: ConfigIssue[] = []
  if (name !== undefined && /^__(?:Host|Secure)-/i.test(name)) {
    issues.push(issueOf('COOKIE_PREFIX', `${source}.name`, name))
  }
  if (sameSite === 'none') {
    issues.push(issueOf('COOKIE_NONE_WITHOUT_SECURE', `${source}.sameSite`, sameSite))
  }
  if (partitioned === true) {
    issues.push(issueOf('COOKIE_PARTITIONED_WITHOUT_SECURE', `${source}.partitioned`, partitioned))
  }
  return issues
}

/** Checks that browsers store the cookie and send it between these origins. */
export function checkCookieSites(
  source: string,
  { sameSite, secure }: SessionCookie,
  apiOrigin: string,
  allowedOrigins: readonly string[],
): ConfigIssue[] {
  const crossSite = findCrossSite(apiOrigin, allowedOrigins)
  const plainHttp = apiOrigin.startsWith('http:') && !isLoopback(new URL(apiOrigin).hostname)

  const issues: ConfigIssue[] = []
  if (sameSite !== 'none' && crossSite !== undefined) {
    const origin = show(crossSite)
    issues.push(issueOf('COOKIE_LAX_ACROSS_SITES', `${source}.sameSite`, sameSite, { origin }))
  }
  if (plainHttp && (crossSite !== undefined || secure)) {
    const code = crossSite ? 'COOKIE_ACROSS_SITES_OVER_HTTP' : 'COOKIE_SECURE_OVER_HTTP'
    issues.push(issueOf(code, `${source}.secure`, secure))
  }
  return issues
}
