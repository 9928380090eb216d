import type { Name } from '../shared/stage.ts'
import type { Lines } from '../shared/types.ts'

/** Request headers by which a browser says which page asks. */
const namesPages = new Set(['origin', 'referer'])
/** Response headers by which a server names an origin that the browser acts on. */
const namesOrigins = new Set(['access-control-allow-origin', 'location'])

/** A request's lines as the server gets them: pages have their names on stage. */
export function toStage(lines: Lines, names: readonly Name[]): Lines {
  const origins = new Map(names.map(({ origin, standIn }) => [standIn, origin]))
  return rename(lines, namesPages, origins)
}

/** A response's lines as the browser gets them: origins have the names that it knows. */
export function toBrowser(lines: Lines, names: readonly Name[]): Lines {
  const standIns = new Map([
    // A server that knows a stand-in by itself must not get in by it: names change places.
    ...names.map(({ origin, standIn }) => [standIn, origin] as const),
    ...names.map(({ origin, standIn }) => [origin, standIn] as const),
  ])
  return rename(lines, namesOrigins, standIns)
}

function rename(lines: Lines, which: Set<string>, table: ReadonlyMap<string, string>): Lines {
  return lines.map(([name, value]) => [
    name,
    which.has(name.toLowerCase())
      ? value.replace(/[^\s,]+/g, (word) => renameOrigin(word, table))
      : value,
  ])
}

/**
 * Scheme and authority are compared whole and byte for byte, as a browser compares origins. What
 * follows stays: a value that is wrong by its trailing slash is as wrong afterwards.
 */
function renameOrigin(word: string, table: ReadonlyMap<string, string>): string {
  const [, origin = '', rest = ''] = /^([a-z][a-z\d+.-]*:\/\/[^/?#]*)(.*)$/.exec(word) ?? []
  const other = table.get(origin)
  return other === undefined ? word : other + rest
}
