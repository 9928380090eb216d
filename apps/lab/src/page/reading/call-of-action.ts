import { corsUnsafeHeaderNames } from 'cors-verify/decide'
import type { PageCall } from 'cors-verify/diagram'
import { apiOrigin } from '../../shared/origins.ts'
import type { PageElement, Action } from '../../shared/types.ts'

/** Returns the call of a page for a diagram. @param origin the configured origin of the page */
export function callOfAction(action: Action, origin: string): Omit<PageCall, 'exchanges'> {
  const url = apiOrigin + action.path
  if (action.kind === 'beacon') {
    const headers = [['Content-Type', action.type]] as const
    return {
      kind: 'beacon',
      origin,
      method: 'POST',
      url,
      headers,
      credentials: 'include',
      // https://w3c.github.io/beacon/#sendbeacon-method: with a safelisted type the mode is no-cors.
      ...(corsUnsafeHeaderNames(headers).length === 0 && { isNoCors: true }),
    }
  }
  if (action.kind !== 'fetch') {
    const credentials = action.kind === 'web-socket' ? 'include' : action.credentials
    return { kind: action.kind, origin, method: 'GET', url, headers: [], credentials }
  }
  const { method, headers = {}, credentials, serviceWorker, reads = [] } = action
  const mode = serviceWorker ?? action.mode
  const call = { kind: action.kind, origin, method, url, credentials, reads }
  return {
    ...call,
    headers: Object.entries(headers),
    ...(mode === 'no-cors' && { isNoCors: true }),
    ...(action.element && { drawnAs: elementOf(action.element, mode, credentials) }),
    ...(serviceWorker && { drawnAs: `fetch, by a service worker with mode ${serviceWorker}` }),
  }
}

/** Returns an element as HTML or CSS, with the attribute that decides whether it needs CORS. */
function elementOf(element: PageElement, mode = 'cors', credentials: 'include' | 'omit'): string {
  if (element === 'font') return '@font-face'
  if (element === 'module') return '<script type="module">'
  if (mode === 'no-cors') return '<img>'
  return credentials === 'include' ? '<img crossorigin="use-credentials">' : '<img crossorigin>'
}
