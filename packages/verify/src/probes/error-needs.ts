import type { Need, Plan } from '../plan.ts'

/** No resource has this name. */
const missingResource = 'cors-verify-no-such-thing'

/** Requests that cause error responses on most servers, and that pages cause in practice. */
export function errorNeeds({ url }: Plan): { what: string; need: Need }[] {
  const base = url.origin + url.pathname.replace(/\/$/, '')
  const get = (path: string): Need => ({
    method: 'GET',
    url: `${base}/${path}`,
    headers: [],
    named: false,
  })
  return [
    { what: 'A path that does not exist', need: get(missingResource) },
    // Routers reject it before any hook runs; `encodeURIComponent` forgotten in a page sends it.
    { what: 'A path that cannot be decoded (%ff)', need: get('%ff') },
  ]
}
