import type { OriginMapping } from '../shared/origins.ts'
import type { Lines } from '../shared/types.ts'

/** Request headers in which a browser sends the origin of the page. */
const requestHeaders = new Set(['origin', 'referer'])
/** Response headers with an origin that the browser compares or requests. */
const responseHeaders = new Set(['access-control-allow-origin', 'location'])

/** Returns the header lines of a request for the server: local origins are replaced by configured ones. */
export function toServer(lines: Lines, mappings: readonly OriginMapping[]): Lines {
  const origins = new Map(mappings.map(({ origin, localOrigin }) => [localOrigin, origin]))
  return rename(lines, requestHeaders, origins)
}

/**
 * Returns the header lines of a response for the browser: configured origins are replaced by local ones, and
 * the reverse.
 */
export function toBrowser(lines: Lines, mappings: readonly OriginMapping[]): Lines {
  const localOrigins = new Map([
    // A server that sends a local origin itself did not allow the page: the browser gets the configured one.
    ...mappings.map(({ origin, localOrigin }) => [localOrigin, origin] as const),
    ...mappings.map(({ origin, localOrigin }) => [origin, localOrigin] as const),
  ])
  return rename(lines, responseHeaders, localOrigins)
}

function rename(lines: Lines, headers: Set<string>, table: ReadonlyMap<string, string>): Lines {
  return lines.map(([name, value]) => [
    name,
    headers.has(name.toLowerCase())
      ? value.replace(/[^\s,]+/g, (word) => renameOrigin(word, table))
      : value,
  ])
}

/**
 * Compares scheme and authority byte for byte, as a browser compares origins. The rest of the value stays: a
 * trailing slash is as wrong after the replacement as before.
 */
function renameOrigin(word: string, table: ReadonlyMap<string, string>): string {
  const [, origin = '', rest = ''] = /^([a-z][a-z\d+.-]*:\/\/[^/?#]*)(.*)$/.exec(word) ?? []
  const other = table.get(origin)
  return other === undefined ? word : other + rest
}
