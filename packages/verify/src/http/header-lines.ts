import type { HeaderLines } from '../decide/types.ts'

/** The values of a header's lines, in order. */
export function valuesOf(headers: HeaderLines, name: string): string[] {
  const wanted = name.toLowerCase()
  return headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value)
}

/** The lines of a header joined as the Fetch standard joins them; undefined if there is none. */
export function valueOf(headers: HeaderLines, name: string): string | undefined {
  const values = valuesOf(headers, name)
  return values.length === 0 ? undefined : values.join(', ')
}

/** Whether `Vary` makes caches store the responses to different origins separately. */
export function variesByOrigin(headers: HeaderLines): boolean {
  return valuesOf(headers, 'vary')
    .flatMap((value) => value.split(','))
    .some((member) => ['origin', '*'].includes(member.trim().toLowerCase()))
}
