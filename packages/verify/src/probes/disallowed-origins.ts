import { canBeListed } from '../app-origins/index.ts'
import { parseUrl } from '../parse-url.ts'
import type { Plan } from '../plan.ts'
import { isLoopback, websiteOf } from '../site.ts'
import type { Severity } from '../report.ts'

/** An origin that is not on the allowlist, and the mistake with which a server allows it. */
export interface DisallowedOrigin {
  origin: string
  /** The origins it stands for, as the object of "allows": `any origin`. */
  what: string
  /** The mistake that allows it. */
  because: string
  severity: Severity
}

/** A name under `.example`, which cannot be registered. */
const unlistedHost = 'cors-verify.example'

/** An origin that is on no allowlist. */
export const unlistedOrigin = `https://${unlistedHost}`

/**
 * Returns the disallowed origins to try. A browser can send each of them, and a known mistake in the
 * comparison of origins allows it. The look-alikes of the first page come first.
 *
 * @param allowed the origins of the legitimate pages, and the patterns for them; none of these is
 * returned
 */
export function disallowedOrigins(
  { origins, patterns }: Pick<Plan, 'origins' | 'patterns'>,
  target: URL,
): DisallowedOrigin[] {
  // No web page can have the origin of an app, nor one that looks like it.
  const pages = origins.flatMap((origin) => websiteOf(origin) ?? [])
  const found = [
    ...unlistedOrigins(),
    ...pages.flatMap(lookAlikes),
    ...developmentOrigins(pages, target),
  ]
  const unique = new Map<string, DisallowedOrigin>()
  for (const disallowed of found)
    if (!unique.has(disallowed.origin)) unique.set(disallowed.origin, disallowed)
  return [...unique.values()].filter(
    ({ origin }) =>
      (!origins.includes(origin) || !canBeListed(origin)) &&
      !patterns.some((pattern) => pattern.matches(origin)),
  )
}

/** Returns the origins that stand for any page: if one of them is allowed, every page has access. */
export function unlistedOrigins(): DisallowedOrigin[] {
  return [
    {
      origin: unlistedOrigin,
      what: 'any origin',
      because: 'the server reflects the Origin it is sent',
      severity: 'critical',
    },
    {
      origin: 'null',
      what: 'the opaque origin `null`',
      because: '`null` is on the allowlist, and any page can have it in a sandboxed frame',
      severity: 'critical',
    },
  ]
}

function lookAlikes(page: URL): DisallowedOrigin[] {
  const { protocol, hostname } = page
  const port = page.port === '' ? '' : `:${page.port}`
  if (/^[\d.]+$|^\[/.test(hostname)) return otherPort(page)

  const made: DisallowedOrigin[] = []
  const add = (origin: string, what: string, because: string, severity: Severity = 'critical') => {
    if (parseUrl(origin)?.origin === origin) made.push({ origin, what, because, severity })
  }
  add(
    `${protocol}//${hostname}.${unlistedHost}${port}`,
    'hosts that start with an allowed one',
    'the pattern has no end (`$`), or the check is `startsWith`',
  )
  add(
    `${protocol}//${hostname}.${unlistedHost}`,
    'hosts that begin with an allowed one, on another port',
    'the pattern has no end (`$`), or the check is `startsWith` or `includes`',
  )
  add(
    `${protocol}//cors-verify-${hostname}${port}`,
    'hosts that end as an allowed one',
    'the check is `endsWith` without a dot, or the pattern has no beginning (`^`)',
  )
  const parents = parentsOf(hostname)
  for (const parent of parents)
    add(
      `${protocol}//cors-verify-${parent}${port}`,
      'hosts that end as the site does',
      'the check is `endsWith` without a dot, or the pattern has no beginning (`^`)',
    )
  const subdomain = 'also matches forgotten or taken-over subdomains'
  add(`${protocol}//cors-verify.${hostname}${port}`, 'any sub-domain', `the pattern ${subdomain}`)
  for (const parent of parents)
    add(
      `${protocol}//cors-verify.${parent}${port}`,
      'any sub-domain of the site',
      `the pattern ${subdomain}`,
    )
  for (const dotless of dotsReplaced(hostname))
    add(
      `${protocol}//${dotless}${port}`,
      'hosts with another character in place of a dot',
      'a dot of the pattern is not escaped',
    )
  add(
    `${protocol}//${hostname}_.${unlistedHost}${port}`,
    'hosts with special characters',
    'the pattern accepts characters that browsers accept in host names',
  )
  if (protocol === 'https:')
    add(
      `http://${hostname}${port}`,
      'the plain http origin',
      'the scheme is not compared, so an attacker on the network can serve that page',
    )
  return [...made, ...otherPort(page)]
}

/** Returns the parent domains of a host, down to two labels: `b.example.com` and `example.com`. */
function parentsOf(hostname: string): string[] {
  const labels = hostname.split('.')
  return labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join('.'))
}

/** Returns the host once for each of its dots, with that dot replaced by `x`. */
function dotsReplaced(hostname: string): string[] {
  const dots = [...hostname.matchAll(/\./g)].map(({ index }) => index)
  return dots.map((index) => `${hostname.slice(0, index)}x${hostname.slice(index + 1)}`)
}

function otherPort(page: URL): DisallowedOrigin[] {
  const port = page.port === '8443' ? '9443' : '8443'
  return [
    {
      origin: `${page.protocol}//${page.hostname}:${port}`,
      what: 'other ports of the host',
      because: 'the port is not compared',
      // All ports of a loopback host belong to one machine, and patterns for development allow all of them.
      severity: isLoopback(page.hostname) ? 'info' : 'critical',
    },
  ]
}

/** Default origins of common development servers. */
const developmentServers = [
  'http://localhost',
  'http://localhost:3000',
  'http://localhost:4200',
  'http://localhost:5173',
  'http://localhost:8080',
  'http://127.0.0.1:5500',
]

/** Returns the development origins: any program on the visitor's machine can serve a page with one of them. */
function developmentOrigins(pages: readonly URL[], target: URL): DisallowedOrigin[] {
  if (isLoopback(target.hostname) || pages.every(({ hostname }) => isLoopback(hostname))) return []
  return developmentServers.map((origin) => ({
    origin,
    what: 'pages on the visitor’s own machine',
    because: 'development origins are on the allowlist of this deployment',
    severity: 'weak' as const,
  }))
}
