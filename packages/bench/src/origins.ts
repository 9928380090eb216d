export const apiOrigin = 'https://api.acme.dev'
/** The origin of the page that sends the requests: the last in each allowlist. */
export const origin = 'https://app.acme.dev'

/** Returns an allowlist of this many origins. */
export function allowlist(count: number): string[] {
  const others = Array.from({ length: count - 1 }, (_, index) => `https://tenant-${index}.acme.dev`)
  return [...others, origin]
}
