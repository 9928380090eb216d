import type { HeaderLines } from '../decide/types.ts'
import { valueOf } from '../http/header-lines.ts'
import { redact } from '../http/redact.ts'
import { hasDecided, statusLine } from './deciding-header.ts'
import type { ShownLine } from './rows.ts'

const alwaysShown =
  /^(?:access-control-|origin$|cookie$|vary$|set-cookie$|location$|upgrade$|via$|age$|x-cache$)/

/**
 * Returns the header lines that matter for CORS, cookies and caches, redacted.
 *
 * @param further names of other headers to show, such as those that the page sets or reads
 * @param marked the header that decided, in lower case: it is always shown
 */
export function shownLines(
  lines: HeaderLines,
  further: readonly string[],
  marked: string | undefined,
): ShownLine[] {
  const names = new Set(further.map((name) => name.toLowerCase()))
  return redact(lines)
    .map(([name, value]) => ({ name, value, key: name.toLowerCase() }))
    .filter(({ key }) => alwaysShown.test(key) || names.has(key) || key === marked)
    .map(({ name, value, key }) => ({ name, value, decides: hasDecided(key, marked) }))
}

/** As `shownLines`, for a response. A status or a missing header is a line if it decided the check. */
export function shownOfResponse(
  { status, headers }: { status: number; headers: HeaderLines },
  further: readonly string[],
  marked: string | undefined,
): ShownLine[] {
  const lines = shownLines(headers, further, marked)
  if (marked === statusLine)
    return [{ name: statusLine, value: String(status), decides: true }, ...lines]
  if (marked?.startsWith('access-control-') && valueOf(headers, marked) === undefined)
    return [...lines, { name: spelled(marked), value: 'absent', decides: true, isAbsent: true }]
  return lines
}

/** Returns a header name in its usual case: `Access-Control-Allow-Origin`. */
export function spelled(name: string): string {
  return name === 'etag' ? 'ETag' : name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())
}
