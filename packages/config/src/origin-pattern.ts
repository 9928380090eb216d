import { isAddress, isLoopback, isPublicSuffix } from './origin.ts'
import type { RuleCode } from './rules.ts'

/** An entry taken apart: what is left when the asterisks are gone parses as a URL. */
export interface OriginPattern {
  base: string
  anySubdomain: boolean
  anyPort: boolean
  /** Puts the asterisks back. */
  restore: (origin: string) => string
}

/** @returns `undefined` if an asterisk stands where it means nothing */
export function splitPattern(text: string): OriginPattern | undefined {
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

/** Holds the asterisks to what they may stand for. */
export function checkPattern(
  { anySubdomain, anyPort }: OriginPattern,
  { host, port }: { host: string; port: string },
): RuleCode[] {
  const loopback = isLoopback(host)
  if (anySubdomain && isAddress(host)) return ['PATTERN_INVALID']
  if (anyPort && port !== '') return ['PATTERN_INVALID']
  return [
    ...(anySubdomain && !loopback && isPublicSuffix(host)
      ? ['PATTERN_PUBLIC_SUFFIX' as const]
      : []),
    ...(anyPort && !loopback ? ['PATTERN_PORT' as const] : []),
  ]
}
