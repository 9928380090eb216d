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
  /** The change in a sentence or two. Absent if there is a diff. */
  change?: string
  /** The file, and the position in it. */
  where?: string
  /** The wrong configuration in this stack, if its settings can express the mistake. */
  before?: string
  /** The fixed configuration if there is `before`, else the part that the fix adds. */
  code?: string
  /** A sentence with the version on which the code was run, or of the documentation that it follows. */
  source: string
}

/** The expected result in any server, for kinds of fix without a code example in every stack. */
const expectedOfAnyServer: Partial<Record<FixKind, string>> = {
  vary: 'Every response whose CORS headers depend on Origin has Vary: Origin, errors included',
  stream: 'The response of the stream has the CORS headers of every other response',
  rejection:
    'The response to an unlisted origin has no Access-Control-Allow-Origin, and its status is below 500',
  csrf: 'A request that changes data and has an unlisted Origin gets 403 before it is processed',
  'web-socket': 'A WebSocket handshake with an unlisted Origin gets 403',
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

/** Whether a stack can state these origins. The list of a proxy takes origins only, and no *. */
function canState({ kind }: Stack, { origins }: Policy): boolean {
  return kind === 'app' || origins.every((origin) => /^[a-z][a-z\d+.-]*:\/\/[^/,]+$/.test(origin))
}

function sourceOf({ ranWith, documentedFor }: Stack): string {
  return ranWith === undefined
    ? `It follows the documentation of ${documentedFor ?? 'the stack'}.`
    : `It was run on ${ranWith}.`
}
