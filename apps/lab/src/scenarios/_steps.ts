import type { Step, PageName, Action } from '../shared/types.ts'

type FetchAction = Extract<Action, { kind: 'fetch' }>

/** What makes a body JSON, and the request one that is preflighted. */
export const json = { 'Content-Type': 'application/json' }

/** A page requests the items with cookies, unless told otherwise. */
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

/** A page renames an item: a request that needs leave first. */
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

/** A page listens to the events, with cookies. */
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
