import type { Lines } from '../../shared/types.ts'

/** The syntax of methods and header names: `token` of RFC 9110, section 5.6.2. */
export const token = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/

/**
 * Returns the values of all lines with a name, joined as the Fetch standard joins them.
 *
 * @param name in lower case
 * @returns undefined if there is no such line
 */
export function valueOf(lines: Lines | undefined, name: string): string | undefined {
  const values = (lines ?? [])
    .filter(([each]) => each.toLowerCase() === name)
    .map(([, value]) => value)
  return values.length === 0 ? undefined : values.join(', ')
}

/** Whether each member of a list is a token, as the Fetch standard requires. An empty list is valid. */
export function isList(value: string): boolean {
  const members = value.split(',').map((member) => member.trim())
  return members.every((member) => member === '' || token.test(member))
}
