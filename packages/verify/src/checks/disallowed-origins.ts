import type { Check, CheckFinding } from '../check.ts'
import { checkPreflight, corsCheck } from '../decide/index.ts'
import type { Exchange } from '../exchange.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import { evidenceOf } from '../http/redact.ts'
import type { Observer } from '../observe.ts'
import type { Need } from '../plan.ts'
import {
  disallowedOrigins,
  unlistedOrigin,
  unlistedOrigins,
  type DisallowedOrigin,
} from '../probes/disallowed-origins.ts'
import type { Severity } from '../report.ts'

/** A disallowed origin that the target allows, and the exchange that proves it. */
interface Accepted {
  disallowed: DisallowedOrigin
  need: Need
  via: 'actual' | 'preflight'
  exchange: Exchange
}

/** No disallowed origin can read the responses of a signed-in user. */
export const disallowedOriginsCheck: Check = {
  id: 'disallowed-origins',
  title: 'disallowed origins',
  toleratesInconsistency: true,
  async run(observer) {
    const accepted = await findAccepted(observer)
    const findings: CheckFinding[] = []
    for (const severity of ['critical', 'weak', 'info'] satisfies Severity[]) {
      const some = accepted.filter(({ disallowed }) => disallowed.severity === severity)
      if (some.length > 0) findings.push(findingOf(some, severity))
    }
    return { findings }
  },
}

/** Finds disallowed origins that are allowed with credentials, on the target and on the other URLs of the run. */
async function findAccepted(observer: Observer): Promise<Accepted[]> {
  const { plan } = observer
  const reads = plan.needs.filter(({ method }) => !isUnsafe(method))
  // POST is the only unsafe method that a page can send without a preflight.
  const writes = plan.needs.filter(({ method, named }) => method === 'POST' && named)
  // A request that times out for an allowed origin times out for all origins.
  const responding: Need[] = []
  for (const need of reads)
    if ((await observer.actual(plan.origins[0], need)).response) responding.push(need)
  const attempts = responding.flatMap((need) =>
    disallowedOrigins(plan, plan.url).map((disallowed) => ({ disallowed, need })),
  )
  // Each attempt of a write changes data: two origins are enough to find reflection.
  for (const need of [...(plan.allowWrites ? writes : []), ...streamNeeds(observer)])
    for (const disallowed of unlistedOrigins()) attempts.push({ disallowed, need })

  const found = await Promise.all(
    attempts.map(({ disallowed, need }) => tryOrigin(observer, disallowed, need)),
  )
  const accepted = found.filter((each) => each !== undefined)
  // A server that allows any origin allows every look-alike too: report one of them.
  const anyOrigin = accepted.find(
    ({ disallowed, via }) => disallowed.origin === unlistedOrigin && via === 'actual',
  )
  if (anyOrigin) return [anyOrigin]
  // A pattern for the sub-domains of the site also matches this look-alike, which is one of them.
  const subdomains = accepted.some(
    ({ disallowed }) => disallowed.what === 'any sub-domain of the site',
  )
  return accepted.filter(
    ({ disallowed }) => !subdomains || disallowed.what !== 'hosts that end as an allowed one',
  )
}

async function tryOrigin(
  observer: Observer,
  disallowed: DisallowedOrigin,
  need: Need,
): Promise<Accepted | undefined> {
  const request = { origin: disallowed.origin, credentials: 'include' } as const
  const plain = { ...need, headers: [] }
  const exchange = isStream(observer, need)
    ? (await observer.openStream(disallowed.origin, need.url)).exchange
    : await observer.actual(disallowed.origin, plain)
  if (exchange.response && !corsCheck(request, exchange.response.headers))
    return { disallowed, need, via: 'actual', exchange }

  // A blocked response does not exclude that the preflight of a write is allowed. It is sent for the first
  // request only: a CORS layer handles preflights alike for all URLs.
  const sendsPreflight = disallowed.severity === 'critical' && need === observer.plan.needs[0]
  if (isStream(observer, need) || !sendsPreflight) return undefined
  const write = { ...need, method: 'PUT', headers: ['content-type'] }
  const preflight = await observer.preflight(disallowed.origin, write)
  const asPage = {
    ...request,
    method: 'PUT',
    headers: [['content-type', 'application/json']],
  } as const
  if (preflight.response && !checkPreflight(asPage, preflight.response))
    return { disallowed, need: write, via: 'preflight', exchange: preflight }
  return undefined
}

function streamNeeds({ plan }: Observer): Need[] {
  return plan.streams.map(({ href }) => ({ method: 'GET', url: href, headers: [], named: true }))
}

function isStream({ plan }: Observer, { url }: Need): boolean {
  return plan.streams.some(({ href }) => href === url)
}

function findingOf(accepted: readonly Accepted[], severity: Severity): CheckFinding {
  const names = [
    ...new Set(accepted.map(({ disallowed }) => `${disallowed.what} (${disallowed.origin})`)),
  ]
  const [first] = accepted
  const reading = accepted.some(({ via }) => via === 'actual')
  const where = first ? `${first.need.method} ${first.need.url}` : ''
  return {
    code: 'disallowed-origin-reads-credentialed',
    severity,
    title: reading
      ? `${capital(first?.disallowed.what ?? '')} can read credentialed responses`
      : `${capital(first?.disallowed.what ?? '')} may send credentialed writes`,
    observed: reading
      ? `${where} allows ${names.join('; ')}, with credentials: ${first?.disallowed.because ?? ''}.`
      : `The CORS-preflight request for ${where} allows ${names.join('; ')}, with credentials. The page cannot read the responses, but its writes are executed.`,
    expected:
      'No Access-Control-Allow-Origin for an origin that is not on the allowlist. Compare whole origins.',
    ...(!reading && {
      impact:
        'Your signed-in users: a page of such an origin that they open can send writes with their cookies.',
    }),
    evidence: accepted.slice(0, 4).map(({ exchange }) => evidenceOf(exchange)),
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
