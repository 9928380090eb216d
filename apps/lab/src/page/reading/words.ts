/** Returns the value of a header for a sentence: quoted, or the word “empty”. */
export function quoted(value: string): string {
  return value === '' ? 'empty' : `“${value}”`
}

/** A clause for the value of a list header with an invalid member. */
export const notAList =
  'which is not a list of names: one member that is not a token makes the whole header invalid'

/** Returns an origin for a sentence. */
export function originInWords(origin: string): string {
  return origin === 'null' ? 'an opaque origin (null)' : origin
}
