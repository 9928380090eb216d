import type { Need, Plan } from '../plan.ts'

/** No resource has this name. */
const missingResource = 'cors-verify-no-such-thing'

/** Requests that most servers answer with an error: a page causes each of them sooner or later. */
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
    // Routers refuse it before any hook runs; `encodeURIComponent` forgotten in a page sends it.
    { what: 'A path that cannot be decoded (%ff)', need: get('%ff') },
  ]
}
