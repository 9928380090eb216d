import type { Need, Plan } from '../plan.ts'

/** A name that no resource has. */
const missingResource = 'cors-verify-no-such-thing'

/** Returns a GET of a path that does not exist, below the path of the target. */
export function unknownPath({ url }: Pick<Plan, 'url'>): Need {
  return readBelow(url, missingResource)
}

function readBelow(url: URL, path: string): Need {
  const base = url.origin + url.pathname.replace(/\/$/, '')
  return { method: 'GET', url: `${base}/${path}`, headers: [], named: false }
}

/**
 * Returns requests that get error responses from most servers, with the severity of a response that the
 * page cannot read.
 */
export function errorNeeds({
  url,
}: Plan): { what: string; need: Need; severity: 'weak' | 'info' }[] {
  return [
    { what: 'A path that does not exist', need: unknownPath({ url }), severity: 'weak' },
    // Many routers reject it before any hook or middleware runs, and pages rarely send it.
    {
      what: 'A path that cannot be decoded (%ff)',
      need: readBelow(url, '%ff'),
      severity: 'info',
    },
  ]
}
