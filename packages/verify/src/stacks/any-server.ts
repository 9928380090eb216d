import type { CheckFinding } from '../check.ts'
import type { Fix } from '../report.ts'
import { sentence } from './change-for.ts'
import { fixedElsewhere, type FixKind } from './kinds.ts'
import { fixedHeaders, preflightHeaders } from './shared/header-lines.ts'
import type { Policy } from './types.ts'

/** The id of the fix that names no stack. */
export const anyServerId = 'any'

/** Kinds whose fix is not a CORS header. */
const withoutHeaders: readonly FixKind[] = [...fixedElsewhere, 'csrf', 'web-socket']

/** Returns the fix for any server, if no stack is recognised or no stack has to change: the headers to send. */
export function fixOfAnyServer(kind: FixKind, { expected }: CheckFinding, policy: Policy): Fix {
  const name = kind === 'app' ? 'the app' : 'any server'
  const base = { stack: anyServerId, name, change: sentence(expected) }
  if (kind === 'not-cors' || kind === 'web-page')
    return { ...base, where: '', change: `Not fixable with CORS headers. ${base.change}` }
  if (withoutHeaders.includes(kind)) return { ...base, where: '' }
  return { ...base, where: 'the responses of the API', block: headersOf(policy) }
}

/** Returns the header lines of responses to preflights and to actual requests, with the values of a policy. */
function headersOf(policy: Policy): string {
  const line = ([name, value]: [string, string]) => `Access-Control-${name}: ${value}`
  const { origins } = policy
  return [
    '# on every response, errors included',
    ...(origins.length === 1
      ? []
      : [`# the Origin of the request, if it is one of ${origins.join(', ')}`]),
    `Access-Control-Allow-Origin: ${origins[0] ?? ''}`,
    ...fixedHeaders(policy).map(line),
    'Vary: Origin',
    '# also on responses to OPTIONS with Access-Control-Request-Method, status 204',
    ...preflightHeaders(policy).map(line),
  ].join('\n')
}
