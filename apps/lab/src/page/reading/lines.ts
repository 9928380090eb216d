import type { Lines } from '../../shared/types.ts'

/** One `token` of RFC 9110: what methods and header names are made of. */
export const token = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/

/** The values of all lines of this name, joined as the Fetch standard joins them. */
export function valueOf(lines: Lines | undefined, name: string): string | undefined {
  const values = (lines ?? [])
    .filter(([each]) => each.toLowerCase() === name)
    .map(([, value]) => value)
  return values.length === 0 ? undefined : values.join(', ')
}

/** Whether a value is a list of names, as the Fetch standard extracts them; it may be empty. */
export function isList(value: string): boolean {
  const members = value.split(',').map((member) => member.trim())
  return members.every((member) => member === '' || token.test(member))
}
