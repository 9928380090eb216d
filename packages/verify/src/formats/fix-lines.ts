import type { Fix } from '../report.ts'
import { anyServerId } from '../stacks/any-server.ts'
import { express } from '../stacks/express.ts'
import { uncertain } from '../stacks/fixes.ts'
import { stacks } from '../stacks/index.ts'
import { nginx } from '../stacks/nginx.ts'
import { springMvc } from '../stacks/spring-mvc.ts'
import { starlette } from '../stacks/starlette.ts'
import { printable } from './printable.ts'

/** Formats the stack of a fix, the mark by which it was recognised, and whether the fix was run. */
export function stackLine({
  name,
  recognisedBy,
  tried,
  documentation,
  documentationPage,
}: Fix): string {
  const status =
    tried !== undefined
      ? [`tried with ${tried}`]
      : documentation !== undefined
        ? [
            `not run here; documentation of ${documentation}${documentationPage === undefined ? '' : `, ${documentationPage}`}`,
          ]
        : []
  return [
    recognisedBy === undefined ? name : `${name}, recognised by ${recognisedBy}`,
    ...status,
  ].join('; ')
}

/** Returns the lines of the block to copy, without control characters. */
export function blockLines({ block, where }: Fix): string[] {
  if (block === undefined) return []
  const lines = block.split('\n').map(printable)
  // JSON has no comments.
  return block.includes(where) ? lines : [`(${where})`, ...lines]
}

/** Returns a hint at `--stack`, if no stack was recognised for certain; else an empty list. */
export function stackHint({ stack, block, recognisedBy }: Fix): string[] {
  if (block === undefined) return []
  const ids = `such as ${examples.join(', ')}; "cors-verify config" lists all ${stacks.length}`
  if (stack === anyServerId)
    return [`No stack was recognised. --stack <id> prints this for yours, ${ids}.`]
  if (recognisedBy?.endsWith(uncertain))
    return [`If your stack is another one, --stack <id> prints this for it, ${ids}.`]
  return []
}

const examples = [express, starlette, springMvc, nginx].map(({ id }) => id)
