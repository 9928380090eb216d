import { isPublicSuffix } from './site.ts'

/** A pattern for origins that pages may have: `https://*.preview.example.com`, `http://localhost:*`. */
export interface OriginPattern {
  pattern: string
  /** An origin that the pattern matches: the run sends requests as pages of this origin. */
  sample: string
  /** @param origin serialized as browsers send it */
  matches: (origin: string) => boolean
  /** A regular expression that matches the same origins. */
  expression: string
  /** Replaces the sample's label or port in a text by `*`. */
  toPattern: (text: string) => string
}

/** Replaces `*` in a sample. No host of a deployment has this name. */
const sampleLabel = 'cors-verify-page'
const samplePort = '5173'

/**
 * Parses a pattern with one `*`, which matches one or more labels at the start of the host, or the port.
 *
 * @returns undefined for any other text
 */
export function parseOriginPattern(pattern: string): OriginPattern | undefined {
  const [start, end, ...rest] = pattern.split('*')
  if (start === undefined || end === undefined || rest.length > 0) return undefined
  const isSubdomain = /^https?:\/\/$/.test(start) && end.startsWith('.')
  const isPort = /^https?:\/\/[^/]+:$/.test(start) && end === ''
  if (!isSubdomain && !isPort) return undefined
  const replacement = isSubdomain ? sampleLabel : samplePort
  const inside = isSubdomain ? '[a-z0-9.-]+' : '[0-9]+'
  const escaped = (text: string) => text.replace(/[.[\]]/g, '\\$&')
  const expression = `^${escaped(start)}${inside}${escaped(end)}$`
  return {
    pattern,
    sample: start + replacement + end,
    toPattern: (text) => text.replaceAll(replacement, '*'),
    expression,
    matches: (origin) => new RegExp(expression).test(origin),
  }
}

/** Whether anyone can register a host that the pattern matches: `https://*.co.uk`. */
export function coversPublicSuffix({ sample }: OriginPattern): boolean {
  const { hostname } = new URL(sample)
  const parent = hostname.slice(sampleLabel.length + 1)
  return hostname.startsWith(`${sampleLabel}.`) && parent !== 'localhost' && isPublicSuffix(parent)
}
