import type { Act, PageName, Step } from '../shared/types.ts'

type FetchStep = Extract<Step, { kind: 'fetch' }>

/** What makes a body JSON, and the request one that is preflighted. */
export const json = { 'Content-Type': 'application/json' }

/** A page requests the items with cookies, unless told otherwise. */
export function fetches(
  page: PageName,
  says: string,
  step: Partial<Omit<FetchStep, 'kind'>> = {},
): Act {
  return {
    page,
    says,
    step: { kind: 'fetch', method: 'GET', path: '/api/items', credentials: 'include', ...step },
  }
}

/** A page renames an item: a request that needs leave first. */
export function patches(
  page: PageName,
  says: string,
  step: Partial<Omit<FetchStep, 'kind'>> = {},
): Act {
  return fetches(page, says, { method: 'PATCH', headers: json, body: '{"title":"Oats"}', ...step })
}

/** A page listens to the events, with cookies. */
export function listens(page: PageName, says: string): Act {
  return { page, says, step: { kind: 'event-stream', path: '/api/events', credentials: 'include' } }
}

/** A page opens a WebSocket. */
export function connects(page: PageName, says: string): Act {
  return { page, says, step: { kind: 'web-socket', path: '/socket' } }
}
