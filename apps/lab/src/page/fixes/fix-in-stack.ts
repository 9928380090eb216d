import { changeFor, findStack, type FixKind, type Policy, type Stack } from 'cors-verify/stacks'
import { fixedPolicy, type ScenarioFix } from './scenario-fixes.ts'

/** The stacks that have a tab, by their ids in `cors-verify`, in the order of the tabs. */
export const stackTabs = [
  { id: 'fastify', label: 'Fastify' },
  { id: 'express', label: 'Express' },
  { id: 'starlette', label: 'FastAPI' },
  { id: 'spring-mvc', label: 'Spring' },
  { id: 'rs-cors', label: 'Go' },
  { id: 'nginx', label: 'nginx' },
] as const
export type StackId = (typeof stackTabs)[number]['id']

/** The fix of a scenario in one stack. */
export interface StackFix {
  /** Such as `FastAPI/Starlette CORSMiddleware`. */
  name: string
  /** What to change, in a sentence or two. Absent where a diff says it. */
  change?: string
  /** The file, and the position in it. */
  where?: string
  /** The wrong configuration, where the reader has one of this stack: `code` is a change of it. */
  before?: string
  /** The fixed configuration, or the part that the fix adds. */
  code?: string
  /** The version on which the configuration was run, or that of the documentation that it follows. */
  source: string
}

/** What is expected of any server, for the kinds of fault that not every stack has a change for. */
const expectedOfAnyServer: Partial<Record<FixKind, string>> = {
  vary: 'Every response whose CORS headers depend on Origin has Vary: Origin, errors included',
  stream: 'The response of the stream has the CORS headers of every other response',
  rejection:
    'The response to an origin that is not listed has no Access-Control-Allow-Origin, and its status is below 500',
  csrf: 'A write of an origin that is not listed gets 403 before anything changes',
  'web-socket': 'A WebSocket handshake of an origin that is not listed gets 403',
}

/**
 * Returns the fix of a scenario in a stack, with the lab's own origins.
 *
 * @throws {TypeError} if `cors-verify` has no such stack
 */
export function fixInStack(id: StackId, fix: ScenarioFix): StackFix {
  const stack = findStack(id)
  if (!stack) throw new TypeError(`cors-verify has no stack "${id}".`)
  const after: Policy = { ...fixedPolicy, ...fix.after }
  const source = sourceOf(stack)
  const before = fix.before && { ...after, ...fix.before }
  if (before && canState(stack, before)) {
    const { where, code } = stack.config(after)
    return { name: stack.name, where, before: stack.config(before).code, code, source }
  }
  if (fix.kind === 'gateway-errors' && stack.kind === 'app') {
    const change = `The proxy in front of ${stack.name} writes this response, and has to add the headers to it: see nginx.`
    return { name: stack.name, change, source }
  }
  const { change, block } = changeFor(
    stack,
    fix.kind,
    {},
    after,
    expectedOfAnyServer[fix.kind] ?? '',
  )
  return { name: stack.name, change, ...block, source }
}

/** A proxy compares origins in a list of its own: what is not an origin is not written there. */
function canState({ kind }: Stack, { origins }: Policy): boolean {
  return kind === 'app' || origins.every((origin) => /^[a-z][a-z\d+.-]*:\/\/[^/,]+$/.test(origin))
}

function sourceOf({ ranWith, documentedFor }: Stack): string {
  return ranWith === undefined
    ? `It follows the documentation of ${documentedFor ?? 'the stack'}.`
    : `It was run on ${ranWith}.`
}
