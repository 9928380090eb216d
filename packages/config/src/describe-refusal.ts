import { show } from './config-error.ts'
import { longestOrigin } from './origin.ts'

/** The three parts two origins are compared by. */
const parts = ['scheme', 'host', 'port'] as const

/**
 * Says why an origin is refused, in words for the person who reads the log.
 *
 * @param origin the `Origin` value as it came: anybody may have written it
 * @returns a sentence with the nearest allowed origin, what differs, and the file to edit
 */
export function describeRefusal(origin: string, allowedOrigins: readonly string[]): string {
  const place = 'allowedOrigins in packages/config/src/environments.ts'
  if (origin === 'null') {
    return `Origin "null" is refused: a sandboxed frame, a file or a redirect hides the page's origin. It cannot be allowed safely; serve the page over http or https.`
  }
  const refused = split(origin)
  if (refused === undefined) return `Origin ${show(origin)} is refused: it is no origin.`

  const [nearest] = allowedOrigins
    .map((allowed) => ({ allowed, differs: difference(refused, split(allowed)) }))
    .sort((a, b) => distance(a.differs) - distance(b.differs))
  if (nearest === undefined || nearest.differs.length === parts.length) {
    return `Origin ${show(origin)} is refused: it is not listed. If it is yours, add it to ${place}.`
  }
  const { allowed, differs } = nearest
  const what =
    differs.length === 0
      ? 'no browser writes it this way'
      : `the ${differs.join(' and ')} ${differs.length === 1 ? 'differs' : 'differ'}`
  const open = allowed.includes('*') ? `an origin like ${allowed}` : allowed
  return `Origin ${show(origin)} is refused: ${origin} is not ${allowed}, ${what}. Open the page at ${open}, or add ${origin} to ${place}.`
}

function split(origin: string): string[] | undefined {
  if (origin.length > longestOrigin) return undefined
  const match = /^([a-z][a-z0-9+.-]*):\/\/(\[[\da-f:.]+\]|[a-z0-9_.*-]+)(?::(\d{1,5}|\*))?$/.exec(
    origin,
  )
  // A port that is left out is undefined, whatever the types say.
  return match?.slice(1).map((part: string | undefined) => part ?? '')
}

function difference(refused: string[], allowed: string[] | undefined): (typeof parts)[number][] {
  return parts.filter((_, index) => !covers(allowed?.[index], refused[index] ?? ''))
}

function covers(allowed: string | undefined, part: string): boolean {
  if (allowed === undefined || !allowed.startsWith('*')) return allowed === part
  return part.endsWith(allowed.slice(1))
}

/** An origin of the same host is nearer than one of the same scheme and port. */
function distance(differs: readonly string[]): number {
  return differs.length + (differs.includes('host') ? 1 : 0)
}
