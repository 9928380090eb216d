import { checkAppOrigin, schemeOfApp } from './app-origin.ts'
import { checkOriginSyntax } from './check-origin-syntax.ts'
import { show, type Finding } from './config-error.ts'
import {
  isAddress,
  isHostName,
  isLoopback,
  isPublicSuffix,
  parsePattern,
  type OriginPattern,
} from './origin.ts'
import type { RuleCode } from './rules.ts'

/** The options that decide whether an origin may be allowed. */
export interface OriginContext {
  credentials: boolean
  production: boolean
  /** The API itself is served over http on loopback: a trial on one machine. */
  apiOnLoopback: boolean
  dangerouslyAllowInsecureOrigins: boolean
  dangerouslyAllowPlaceholders: boolean
}

/**
 * Checks one origin or origin pattern against every rule.
 *
 * @returns all broken rules; an empty list if the origin is valid
 */
export function checkOrigin(value: unknown, context: OriginContext): Finding[] {
  if (value === undefined || value === null) return [{ code: 'ORIGIN_MISSING' }]
  if (typeof value !== 'string') return [{ code: 'ORIGIN_NOT_A_STRING' }]

  const text = value.trim()
  if (text === '') return [{ code: 'ORIGIN_EMPTY' }]
  if (text.toLowerCase() === 'null') return [{ code: 'ORIGIN_NULL' }]
  if (opaqueScheme.test(text)) return [{ code: 'ORIGIN_SCHEME' }]
  if (randomScheme.test(text)) return [{ code: 'ORIGIN_APP_RANDOM' }]
  if (/[\s,;|]/.test(text)) return [{ code: 'ORIGIN_LIST' }]

  const pattern = parsePattern(text)
  if (pattern === undefined) return [{ code: 'PATTERN_INVALID' }]
  if (!/^https?:|:\/\//i.test(text)) return checkWithoutScheme(pattern)
  if (schemeOfApp(text)) return checkAppOrigin(value, pattern)
  const url = parse(pattern.base)
  if (url === undefined) return [{ code: 'ORIGIN_UNPARSABLE' }]
  if (!/^https?:$/.test(url.protocol)) return [{ code: 'ORIGIN_SCHEME' }]

  const host = url.hostname.replace(/\.+$/, '')
  const codes = [
    ...(value === text ? [] : ['ORIGIN_WHITESPACE' as const]),
    ...checkOriginSyntax(pattern.base, url),
    ...checkHost(pattern, host, url.port),
    ...checkPattern(pattern, host, url.port),
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

/** Returns whether a value is an origin of plain http on loopback. */
export function isLoopbackHttp(value: unknown): boolean {
  const url = typeof value === 'string' ? parse(value) : undefined
  return url?.protocol === 'http:' && isLoopback(url.hostname)
}

/** Schemes whose documents have an opaque origin, and the scheme of Expo Go, which sends no origin. */
const opaqueScheme = /^(?:about|blob|data|exp|file|javascript):/i

/** Schemes whose host is a random id: another one for each installation, or for each window. */
const randomScheme = /^(?:moz-extension|safari-web-extension|vscode-webview):/i

function checkWithoutScheme({ base, restore }: OriginPattern): Finding[] {
  const url = parse(`http://${base}`)
  if (url === undefined) return [{ code: 'ORIGIN_UNPARSABLE' }]
  const origin = isLoopback(url.hostname) ? url.origin : overHttps(url.origin)
  return [{ code: 'ORIGIN_SCHEME_MISSING', suggestion: show(restore(origin)) }]
}

/** Does not use URL.canParse: in Node 20 it returns false for `ü` after a few thousand calls. */
function parse(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
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

function checkPattern(
  { anySubdomain, anyPort }: OriginPattern,
  host: string,
  port: string,
): RuleCode[] {
  const loopback = isLoopback(host)
  if (anySubdomain && isAddress(host)) return ['PATTERN_INVALID']
  if (anyPort && port !== '') return ['PATTERN_INVALID']
  const suffix = anySubdomain && !loopback && isPublicSuffix(host)
  return [
    ...(suffix ? ['PATTERN_PUBLIC_SUFFIX' as const] : []),
    ...(anyPort && !loopback ? ['PATTERN_PORT' as const] : []),
  ]
}

/** Names that RFC 2606 and RFC 6761 reserve, and the one that our own messages use. */
const placeholder = /(?:^|\.)(?:example|test|invalid|example\.(?:com|net|org)|your-domain\.com)$/

function checkSafety(protocol: string, host: string, context: OriginContext): RuleCode[] {
  const overHttp = protocol === 'http:' && context.credentials
  const loopback = isLoopback(host)
  const insecure = overHttp && !loopback && !context.dangerouslyAllowInsecureOrigins
  const local = overHttp && loopback && context.production && !context.apiOnLoopback
  const reserved =
    context.production && placeholder.test(host) && !context.dangerouslyAllowPlaceholders
  return [
    ...(insecure ? ['ORIGIN_INSECURE' as const] : []),
    ...(local ? ['ORIGIN_LOOPBACK_IN_PRODUCTION' as const] : []),
    ...(reserved ? ['ORIGIN_PLACEHOLDER' as const] : []),
  ]
}
