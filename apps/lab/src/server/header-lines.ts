import type { IncomingMessage } from 'node:http'
import type { Lines } from '../shared/types.ts'

/** Returns the header lines of a message with their order, case and repetitions. */
export function linesOf({ rawHeaders }: IncomingMessage): Lines {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  )
}

/**
 * Whether there is a header line with this name.
 *
 * @param wanted the name, in lower case
 */
export function hasLine(lines: Lines, wanted: string): boolean {
  return lines.some(([name]) => name.toLowerCase() === wanted)
}
