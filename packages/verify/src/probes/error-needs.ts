import type { Need, Plan } from '../plan.ts'

/** No resource has this name. */
const missingResource = 'cors-verify-no-such-thing'

/** A read of a path that does not exist, below the path of the target. */
export function unknownPath({ url }: Pick<Plan, 'url'>): Need {
  return readBelow(url, missingResource)
}

function readBelow(url: URL, path: string): Need {
  const base = url.origin + url.pathname.replace(/\/$/, '')
  return { method: 'GET', url: `${base}/${path}`, headers: [], named: false }
}

/**
 * Requests that cause error responses on most servers, and that pages cause in practice, with the
 * severity of an error that the page cannot read.
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
