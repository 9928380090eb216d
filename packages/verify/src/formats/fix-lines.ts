import type { Fix } from '../report.ts'
import { anyServerId } from '../stacks/any-server.ts'
import { stacks } from '../stacks/index.ts'
import { printable } from './printable.ts'

/** The stack of a fix, what showed it, and whether the fix was run. */
export function stackLine({ name, recognisedBy, tried, documentation }: Fix): string {
  const status =
    tried !== undefined
      ? [`tried with ${tried}`]
      : documentation !== undefined
        ? [`not run here; documentation of ${documentation}`]
        : []
  return [
    recognisedBy === undefined ? name : `${name}, recognised by ${recognisedBy}`,
    ...status,
  ].join('; ')
}

/** The lines of the block as they are copied, with no control characters. */
export function blockLines({ block, where }: Fix): string[] {
  if (block === undefined) return []
  const lines = block.split('\n').map(printable)
  // JSON has no comments.
  return block.includes(where) ? lines : [`(${where})`, ...lines]
}

/** How to get a fix in the language of a stack, if none was recognised. */
export function stackHint({ stack, block }: Fix): string[] {
  if (stack !== anyServerId || block === undefined) return []
  return [
    `No stack was recognised. --stack <id> prints this for yours: ${stacks.map(({ id }) => id).join(', ')}.`,
  ]
}
