import type { Check } from '../check.ts'
import { checkPreflight } from '../decide/index.ts'
import { evidenceOf } from '../http/redact.ts'
import { pageRequest } from '../observe.ts'

/**
 * A page can send JSON with `navigator.sendBeacon`, which needs a preflight and always sends credentials.
 *
 * @see https://w3c.github.io/beacon/#sendbeacon-method
 */
export const beacons: Check = {
  id: 'beacons',
  title: 'navigator.sendBeacon',
  async run({ plan, preflight }) {
    const post = plan.needs.find(
      ({ method, named, headers }) =>
        method === 'POST' && named && headers.includes('content-type'),
    )
    if (!post || plan.credentials) return { findings: [] }
    for (const origin of plan.origins) {
      const exchange = await preflight(origin, { ...post, headers: ['content-type'] })
      const request = pageRequest(plan, origin, { ...post, headers: ['content-type'] })
      const { response } = exchange
      if (!response || checkPreflight(request, response)) continue
      if (!checkPreflight({ ...request, credentials: 'include' }, response)) continue
      return {
        findings: [
          {
            code: 'credentials-blocked',
            severity: 'info',
            title: 'navigator.sendBeacon with JSON fails: it always sends credentials',
            observed: `The response to the preflight for POST ${post.url} allows only requests without credentials. fetch without credentials succeeds.`,
            expected:
              'fetch with keepalive: true instead of sendBeacon, or Access-Control-Allow-Credentials: true for the origin.',
            impact: 'Pages that call sendBeacon with JSON: the browser does not send the request.',
            evidence: [evidenceOf(exchange)],
          },
        ],
      }
    }
    return { findings: [] }
  },
}
