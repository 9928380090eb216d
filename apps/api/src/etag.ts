/** Returns the entity tag of a version. Strong: two responses with the same tag have equal bytes. */
export function etagOf(version: number): string {
  return `"${version}"`
}

const strong = /^\s*"([1-9]\d{0,14})"\s*$/
const weakOrStrong = /^\s*(?:W\/)?"([1-9]\d{0,14})"\s*$/

/**
 * Reads If-Match, which compares strongly: a weak tag (`W/"3"`) matches no version.
 *
 * @returns the versions in the header, or `*` for any
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-match
 */
export const versionsInIfMatch = (header: string) => versionsIn(header, strong)

/**
 * Reads If-None-Match, which compares weakly: a proxy that compresses makes tags weak.
 *
 * @returns the versions in the header, or `*` for any
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match
 */
export const versionsInIfNoneMatch = (header: string) => versionsIn(header, weakOrStrong)

function versionsIn(header: string, syntax: RegExp): '*' | number[] {
  if (header.trim() === '*') return '*'
  const tags = header.split(',').map((tag) => syntax.exec(tag)?.[1])
  return tags.filter((tag) => tag !== undefined).map(Number)
}
