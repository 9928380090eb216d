import { show } from './config-error.ts'
import { maxOriginLength } from './origin.ts'
import type { Policy } from './types.ts'

/** The three parts of an origin. */
const parts = ['scheme', 'host', 'port'] as const

/**
 * Explains in one line, for the log, why an origin is not allowed.
 *
 * @param origin the value of the `Origin` header. It is untrusted: it is escaped and cut.
 * @param policy names the allowed origins, and the file or variable that lists them
 * @returns a sentence with the closest allowed origin, the parts that differ, and what to edit
 */
export function describeRejectedOrigin(
  origin: string,
  { allowedOrigins, sources }: Pick<Policy, 'allowedOrigins' | 'sources'>,
): string {
  const rejected = `Origin ${show(origin)} is not`
  if (origin === 'null') {
    return `${rejected} allowed: a sandboxed iframe, a data: or file: document or the redirect of a cross-origin request to another origin hides the origin of the page. It cannot be allowed safely; serve the page over http or https.`
  }
  const given = split(origin)
  if (given === undefined) return `${rejected} a valid origin (expected scheme://host[:port]).`

  const list = listIn(sources)
  const [closest] = allowedOrigins
    .map((allowed) => ({ allowed, differing: difference(given, split(allowed)) }))
    .sort((a, b) => distance(a.differing) - distance(b.differing))
  if (closest === undefined || closest.differing.length === parts.length) {
    return `${rejected} allowed: it is not listed. If it is your frontend, add it to ${list}.`
  }
  const { allowed, differing } = closest
  const reason =
    differing.length === 0
      ? 'browsers serialize it differently'
      : `the ${differing.join(' and ')} ${differing.length === 1 ? 'differs' : 'differ'}`
  const example = allowed.includes('*') ? `an origin like ${allowed}` : allowed
  return `${rejected} allowed: ${origin} is not ${allowed}, ${reason}. Open the page at ${example}, or add ${origin} to ${list}.`
}

const environmentsFile = 'packages/config/src/environments.ts'

/** Returns the variable that sets the allowlist, or the option and its file. */
function listIn({ allowedOrigins }: Policy['sources']): string {
  return allowedOrigins === undefined || allowedOrigins.startsWith(environmentsFile)
    ? `allowedOrigins in ${environmentsFile}`
    : allowedOrigins
}

function split(origin: string): string[] | undefined {
  if (origin.length > maxOriginLength) return undefined
  const match = /^([a-z][a-z0-9+.-]*):\/\/(\[[\da-f:.]+\]|[a-z0-9_.*-]+)(?::(\d{1,5}|\*))?$/.exec(
    origin,
  )
  // A port that is left out is undefined, contrary to its type.
  return match?.slice(1).map((part: string | undefined) => part ?? '')
}

function difference(given: string[], allowed: string[] | undefined): (typeof parts)[number][] {
  return parts.filter((_, index) => !covers(allowed?.[index], given[index] ?? ''))
}

function covers(allowed: string | undefined, part: string): boolean {
  if (allowed === undefined || !allowed.startsWith('*')) return allowed === part
  return part.endsWith(allowed.slice(1))
}

/** An origin of the same host is closer than one of the same scheme and port. */
function distance(differing: readonly string[]): number {
  return differing.length + (differing.includes('host') ? 1 : 0)
}
