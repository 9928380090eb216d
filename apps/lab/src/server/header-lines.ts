import type { IncomingMessage } from 'node:http'
import type { Lines } from '../shared/types.ts'

/** Header lines in the order, case and number in which they came. */
export function linesOf({ rawHeaders }: IncomingMessage): Lines {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  )
}

/** Whether there is a line of this name, given in lower case. */
export function hasLine(lines: Lines, wanted: string): boolean {
  return lines.some(([name]) => name.toLowerCase() === wanted)
}
