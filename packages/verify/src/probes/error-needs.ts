import type { Need, Plan } from '../plan.ts'

/** No resource has this name. */
const missingResource = 'cors-verify-no-such-thing'

/** Names the request of a path that no decoder accepts. */
export const undecodable = 'A path that cannot be decoded (%ff)'

/** A read of a path that does not exist, below the path of the target. */
export function unknownPath({ url }: Pick<Plan, 'url'>): Need {
  return readBelow(url, missingResource)
}

function readBelow(url: URL, path: string): Need {
  const base = url.origin + url.pathname.replace(/\/$/, '')
  return { method: 'GET', url: `${base}/${path}`, headers: [], named: false }
}

/** Requests that cause error responses on most servers, and that pages cause in practice. */
export function errorNeeds({ url }: Plan): { what: string; need: Need }[] {
  return [
    { what: 'A path that does not exist', need: unknownPath({ url }) },
    // Routers reject it before any hook runs; `encodeURIComponent` forgotten in a page sends it.
    { what: undecodable, need: readBelow(url, '%ff') },
  ]
}
