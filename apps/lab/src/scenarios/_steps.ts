import type { Step, PageName, Action } from '../shared/types.ts'

type FetchAction = Extract<Action, { kind: 'fetch' }>

/** The header of a JSON body, which needs a preflight. */
export const json = { 'Content-Type': 'application/json' }

/**
 * A page sends GET /api/items with credentials.
 *
 * @param says the sentence for the reader
 * @param action properties that differ
 */
export function fetches(
  page: PageName,
  says: string,
  action: Partial<Omit<FetchAction, 'kind'>> = {},
): Step {
  return {
    page,
    says,
    action: { kind: 'fetch', method: 'GET', path: '/api/items', credentials: 'include', ...action },
  }
}

/** A page renames an item with a PATCH, which needs a preflight. */
export function patches(
  page: PageName,
  says: string,
  action: Partial<Omit<FetchAction, 'kind'>> = {},
): Step {
  return fetches(page, says, {
    method: 'PATCH',
    headers: json,
    body: '{"title":"Oats"}',
    ...action,
  })
}

/** A page sends a beacon of JSON. */
export function sendsBeacon(page: PageName, says: string): Step {
  const { 'Content-Type': type } = json
  return {
    page,
    says,
    action: { kind: 'beacon', path: '/api/items', type, body: '{"title":"Oats"}' },
  }
}

/** A page opens an EventSource with credentials. */
export function listens(page: PageName, says: string): Step {
  return {
    page,
    says,
    action: { kind: 'event-stream', path: '/api/events', credentials: 'include' },
  }
}

/** A page opens a WebSocket. */
export function connects(page: PageName, says: string): Step {
  return { page, says, action: { kind: 'web-socket', path: '/socket' } }
}
