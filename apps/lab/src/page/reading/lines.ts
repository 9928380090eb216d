import type { Lines } from '../../shared/types.ts'

/** The values of all lines of this name, joined as the Fetch standard joins them. */
export function valueOf(lines: Lines | undefined, name: string): string | undefined {
  const values = (lines ?? [])
    .filter(([each]) => each.toLowerCase() === name)
    .map(([, value]) => value)
  return values.length === 0 ? undefined : values.join(', ')
}

/** A header's value in a sentence. */
export function quoted(value: string): string {
  return value === '' ? 'empty' : `“${value}”`
}

/** `access-control-allow-origin` as people write it. */
export function spelled(name: string): string {
  return name === 'etag' ? 'ETag' : name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())
}
