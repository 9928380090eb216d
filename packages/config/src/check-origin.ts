import { checkSpelling } from './check-spelling.ts'
import { show } from './config-error.ts'
import { checkPattern, splitPattern, type OriginPattern } from './origin-pattern.ts'
import { isAddress, isHostName, isLoopback } from './origin.ts'
import type { RuleCode } from './rules.ts'

/** What is wrong with one entry, and what to write instead. */
export interface Finding {
  code: RuleCode
  suggestion?: string
}

/** What decides whether a well-formed origin is also a safe one. */
export interface OriginContext {
  credentials: boolean
  production: boolean
  dangerouslyAllowInsecureOrigins: boolean
  dangerouslyAllowPlaceholders: boolean
}

/**
 * Holds one origin or origin pattern to every rule.
 *
 * @returns all that is wrong with it, empty if nothing
 */
export function checkOrigin(value: unknown, context: OriginContext): Finding[] {
  if (value === undefined || value === null) return [{ code: 'ORIGIN_MISSING' }]
  if (typeof value !== 'string') return [{ code: 'ORIGIN_NOT_A_STRING' }]

  const text = value.trim()
  if (text === '') return [{ code: 'ORIGIN_EMPTY' }]
  if (text.toLowerCase() === 'null') return [{ code: 'ORIGIN_NULL' }]
  if (opaqueScheme.test(text)) return [{ code: 'ORIGIN_SCHEME' }]
  if (/[\s,;|]/.test(text)) return [{ code: 'ORIGIN_LIST' }]

  const pattern = splitPattern(text)
  if (pattern === undefined) return [{ code: 'PATTERN_INVALID' }]
  if (!/^https?:|:\/\//i.test(text)) return checkWithoutScheme(pattern)
  const url = parse(pattern.base)
  if (url === undefined) return [{ code: 'ORIGIN_UNPARSABLE' }]
  if (!/^https?:$/.test(url.protocol)) return [{ code: 'ORIGIN_SCHEME' }]

  const host = url.hostname.replace(/\.+$/, '')
  const codes = [
    ...(value === text ? [] : ['ORIGIN_BLANKS' as const]),
    ...checkSpelling(pattern.base, url),
    ...checkHost(pattern, host, url.port),
    ...checkPattern(pattern, { host, port: url.port }),
    ...checkSafety(url.protocol, host, context),
  ]
  const canonical = url.origin.replace(/\.+(?=:\d+$|$)/, '')
  return codes.map((code) => ({
    code,
    suggestion: show(
      pattern.restore(code === 'ORIGIN_INSECURE' ? overHttps(canonical) : canonical),
    ),
  }))
}

/** Schemes that people list although their pages have no origin an API can trust. */
const opaqueScheme = /^(?:about|blob|chrome-extension|data|file|javascript):/i

function checkWithoutScheme({ base, restore }: OriginPattern): Finding[] {
  const url = parse(`http://${base}`)
  if (url === undefined) return [{ code: 'ORIGIN_UNPARSABLE' }]
  const origin = isLoopback(url.hostname) ? url.origin : overHttps(url.origin)
  return [{ code: 'ORIGIN_SCHEME_MISSING', suggestion: show(restore(origin)) }]
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

function overHttps(origin: string): string {
  return new URL(origin.replace('http:', 'https:')).origin
}

function checkHost({ anySubdomain }: OriginPattern, host: string, port: string): RuleCode[] {
  const shortest = anySubdomain ? `a.${host}` : host
  return [
    ...(isAddress(host) || isHostName(shortest) ? [] : ['ORIGIN_HOST_INVALID' as const]),
    ...(port === '0' ? ['ORIGIN_PORT_ZERO' as const] : []),
  ]
}

/** Names that RFC 2606 and RFC 6761 keep for documentation and tests, and the one our fixes use. */
const placeholder = /(?:^|\.)(?:example|test|invalid|example\.(?:com|net|org)|your-domain\.com)$/

function checkSafety(protocol: string, host: string, context: OriginContext): RuleCode[] {
  const insecure = protocol === 'http:' && !isLoopback(host) && context.credentials
  const placeheld = context.production && placeholder.test(host)
  return [
    ...(insecure && !context.dangerouslyAllowInsecureOrigins ? ['ORIGIN_INSECURE' as const] : []),
    ...(placeheld && !context.dangerouslyAllowPlaceholders ? ['ORIGIN_PLACEHOLDER' as const] : []),
  ]
}
