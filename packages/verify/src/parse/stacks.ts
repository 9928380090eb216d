import { findStack, stacks } from '../stacks/index.ts'
import { nearestFew } from './nearest.ts'
import type { Parsed } from './parsed.ts'

/** Parses the id of a stack. */
export function parseStack(id: string): Parsed<string> {
  const stack = findStack(id)
  if (stack) return { value: stack.id }
  const ids = stacks.map((each) => each.id)
  const byName = stacks.filter((each) => wordsOf(each.name).includes(id.toLowerCase()))
  const near = byName.length > 0 ? byName.map((each) => each.id) : nearestFew(id, ids)
  return {
    reason: id === '' ? 'is missing.' : 'is not a stack.',
    fix:
      id === '' || near.length === 0
        ? `Use one of ${ids.join(', ')}.`
        : `Did you mean ${near.join(' or ')}?`,
  }
}

/** `FastAPI/Starlette CORSMiddleware` is also found by `fastapi`. */
function wordsOf(name: string): string[] {
  return name.toLowerCase().split(/[^a-z0-9]+/)
}
