import { closestMatch } from 'leven'

/** Names that @fastify/cors uses, too far from ours for an edit distance. */
const fastifyCorsNames = new Map([
  ['origin', 'allowedOrigins'],
  ['allowedHeaders', 'requestHeaders'],
  ['maxAge', 'maxAgeSeconds'],
])

/**
 * Suggests the known name that an unknown one is closest to, in letters or in meaning.
 *
 * @param kind what the names are, for the list of all: `options`
 * @returns a sentence: `Did you mean allowedOrigins?`, or the list of known names
 */
export function didYouMean(name: string, known: readonly string[], kind: string): string {
  const meant =
    known.find((each) => each === fastifyCorsNames.get(name)) ??
    closestMatch(name, known, { maxDistance: Math.min(3, Math.floor(name.length / 2)) })
  return meant === undefined ? `The ${kind} are ${known.join(', ')}.` : `Did you mean ${meant}?`
}
