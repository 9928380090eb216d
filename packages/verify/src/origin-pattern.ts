import { isPublicSuffix } from './site.ts'

/** A pattern for origins that pages may have: `https://*.preview.example.com`, `http://localhost:*`. */
export interface OriginPattern {
  pattern: string
  /** An origin that the pattern matches: the run makes requests as its pages do. */
  sample: string
  /** @param origin serialized as browsers send it */
  matches: (origin: string) => boolean
  /** Puts the pattern's `*` into a text that names the sample. */
  toPattern: (text: string) => string
}

/** Stands for `*` in a sample. No host of a deployment has this name. */
const sampleLabel = 'cors-verify-page'
const samplePort = '5173'

/**
 * Reads a pattern with one `*`, which stands for one or more labels at the start of the host, or for
 * the port. Undefined for any other text.
 */
export function parseOriginPattern(pattern: string): OriginPattern | undefined {
  const [start, end, ...rest] = pattern.split('*')
  if (start === undefined || end === undefined || rest.length > 0) return undefined
  const isSubdomain = /^https?:\/\/$/.test(start) && end.startsWith('.')
  const isPort = /^https?:\/\/[^/]+:$/.test(start) && end === ''
  if (!isSubdomain && !isPort) return undefined
  const standIn = isSubdomain ? sampleLabel : samplePort
  const inside = isSubdomain ? /^[^/:]+$/ : /^\d+$/
  return {
    pattern,
    sample: start + standIn + end,
    toPattern: (text) => text.replaceAll(standIn, '*'),
    matches: (origin) =>
      origin.startsWith(start) &&
      origin.endsWith(end) &&
      inside.test(origin.slice(start.length, origin.length - end.length)),
  }
}

/** Whether anyone can register a host that the pattern matches: `https://*.co.uk`. */
export function coversPublicSuffix({ sample }: OriginPattern): boolean {
  const { hostname } = new URL(sample)
  const parent = hostname.slice(sampleLabel.length + 1)
  return hostname.startsWith(`${sampleLabel}.`) && parent !== 'localhost' && isPublicSuffix(parent)
}
