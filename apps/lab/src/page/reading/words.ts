/** A header's value in a sentence. */
export function quoted(value: string): string {
  return value === '' ? 'empty' : `“${value}”`
}

/** What a value is that is no list: it stands behind the value. */
export const notAList = 'which is no list of names: one member that is no token voids all of it'

export function originInWords(origin: string): string {
  return origin === 'null' ? 'an opaque origin (null)' : origin
}
