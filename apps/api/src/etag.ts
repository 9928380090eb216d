/** The entity tag of a version. Strong: two answers with the same tag are the same bytes. */
export function etagOf(version: number): string {
  return `"${version}"`
}

const strong = /^\s*"([1-9]\d{0,14})"\s*$/
const weakOrStrong = /^\s*(?:W\/)?"([1-9]\d{0,14})"\s*$/

/**
 * Reads If-Match, which compares strongly: weak tags (`W/"3"`) match nothing.
 *
 * @returns the versions named, or `*` for any
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-match
 */
export const versionsToMatch = (header: string) => versionsIn(header, strong)

/**
 * Reads If-None-Match, which compares weakly: a proxy that compresses makes tags weak.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match
 */
export const versionsKnown = (header: string) => versionsIn(header, weakOrStrong)

function versionsIn(header: string, form: RegExp): '*' | number[] {
  if (header.trim() === '*') return '*'
  const tags = header.split(',').map((tag) => form.exec(tag)?.[1])
  return tags.filter((tag) => tag !== undefined).map(Number)
}
