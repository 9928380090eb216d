import { token } from '../../shared/header-syntax.ts'
import { apiHost } from '../../shared/origins.ts'
import type { Lines, Recorded } from '../../shared/types.ts'

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

/** Returns the host to which a request was sent, without the port. */
export function apiHostOf({ requestHeaders }: Recorded): string {
  return valueOf(requestHeaders, 'host')?.replace(/:\d+$/, '') ?? apiHost
}

/** Whether each member of a list is a token, as the Fetch standard requires. An empty list is valid. */
export function isList(value: string): boolean {
  const members = value.split(',').map((member) => member.trim())
  return members.every((member) => member === '' || token.test(member))
}
