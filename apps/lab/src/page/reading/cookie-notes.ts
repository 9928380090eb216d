import type { Note } from 'cors-verify/diagram'
import { judgeSetCookie } from './cookie-jar.ts'
import type { DrawnStep } from './drawn-step.ts'
import type { JudgedExchange } from './judged-exchanges.ts'
import { apiHostOf, valueOf } from './lines.ts'

/** Returns a note on whether cookies are sent; none if no cookie is sent and none was set in an earlier step. */
export function sentCookieNotes(
  { earlier }: DrawnStep,
  { recorded, request }: JudgedExchange,
): Note[] {
  if (recorded.isPreflight) return []
  if (valueOf(recorded.requestHeaders, 'cookie') !== undefined)
    return note('The browser sends a cookie.')
  if (!earlier.some(({ responseHeaders }) => valueOf(responseHeaders, 'set-cookie'))) return []
  return request.credentials === 'omit'
    ? note('The browser sends no cookie: the request is made without credentials.')
    : note('The browser sends no cookie: it has none for this request.')
}

/** Returns a note on each `Set-Cookie` line. Browsers process them even if CORS blocks the response. */
export function setCookieNotes(
  { isSameSite }: DrawnStep,
  { recorded, request }: JudgedExchange,
): Note[] {
  // A preflight never includes credentials.
  const credentials = recorded.isPreflight ? 'omit' : request.credentials
  const host = apiHostOf(recorded)
  const text = (recorded.responseHeaders ?? [])
    .filter(([name]) => name.toLowerCase() === 'set-cookie')
    .map(([, value]) => judgeSetCookie(value, { credentials, isSameSite, host }))
    .join(' ')
  return text === '' ? [] : note(text)
}

function note(text: string): Note[] {
  return [{ kind: 'note', tone: 'plain', title: 'Cookie jar', text }]
}
