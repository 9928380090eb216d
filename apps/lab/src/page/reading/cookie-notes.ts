import type { Note } from 'cors-verify/diagram'
import { judgeSetCookie } from './cookie-jar.ts'
import type { Exchange } from './exchange.ts'
import type { Leg } from './legs.ts'
import { valueOf } from './lines.ts'

/** What the cookie jar gives along, where there is something to say of it. */
export function jarGives({ earlier }: Exchange, { recorded, request }: Leg): Note[] {
  if (recorded.isPreflight) return []
  if (valueOf(recorded.requestHeaders, 'cookie') !== undefined) return note('A cookie goes along.')
  if (!earlier.some(({ responseHeaders }) => valueOf(responseHeaders, 'set-cookie'))) return []
  return request.credentials === 'omit'
    ? note('No cookie goes along: the request is without credentials.')
    : note('No cookie goes along: there is none for this request.')
}

/** What the cookie jar makes of cookies in the answer: whether a page may read it is no matter. */
export function jarTakes({ isSameSite }: Exchange, { recorded, request }: Leg): Note[] {
  // A preflight is without credentials, whatever the request that it asks for.
  const credentials = recorded.isPreflight ? 'omit' : request.credentials
  const text = (recorded.responseHeaders ?? [])
    .filter(([name]) => name.toLowerCase() === 'set-cookie')
    .map(([, value]) => judgeSetCookie(value, { credentials, isSameSite }))
    .join(' ')
  return text === '' ? [] : note(text)
}

function note(text: string): Note[] {
  return [{ kind: 'note', tone: 'plain', title: 'Cookie jar', text }]
}
