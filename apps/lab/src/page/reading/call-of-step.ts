import type { PageCall } from 'cors-verify/diagram'
import { apiOrigin } from '../../shared/stage.ts'
import type { PageElement, Step } from '../../shared/types.ts'

/** The part of a call that a step states. */
export function callOfStep(step: Step, origin: string): Omit<PageCall, 'exchanges'> {
  const url = apiOrigin + step.path
  if (step.kind !== 'fetch') {
    const credentials = step.kind === 'web-socket' ? 'include' : step.credentials
    return { kind: step.kind, origin, method: 'GET', url, headers: [], credentials }
  }
  const { method, headers = {}, credentials, mode, reads = [] } = step
  const call = { kind: step.kind, origin, method, url, credentials, reads }
  return {
    ...call,
    headers: Object.entries(headers),
    ...(mode === 'no-cors' && { isNoCors: true }),
    ...(step.element && { drawnAs: elementOf(step.element, mode, credentials) }),
  }
}

/** An element as HTML or CSS states it, with the attribute that decides about CORS. */
function elementOf(element: PageElement, mode = 'cors', credentials: 'include' | 'omit'): string {
  if (element === 'font') return '@font-face'
  if (element === 'module') return '<script type="module">'
  if (mode === 'no-cors') return '<img>'
  return credentials === 'include' ? '<img crossorigin="use-credentials">' : '<img crossorigin>'
}
