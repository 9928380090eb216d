import type { Check, CheckFinding } from '../check.ts'
import { needsPreflight } from '../decide/index.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import { pageRequest, rootFailure, type Observation, type Observer } from '../observe.ts'
import { freshUrl, sharedCacheFinding } from '../probes/shared-cache.ts'
import type { Need } from '../plan.ts'
import { blockedRequestFinding } from '../blocked-request-finding.ts'
import type { Skipped } from '../report.ts'

/** Pages of the allowed origins can make the requests they need, and read the responses. */
export const allowedOrigins: Check = {
  id: 'allowed-origins',
  title: 'the requests of the allowed pages',
  async run(observer) {
    const { plan } = observer
    const observations = await Promise.all(
      plan.origins.flatMap((origin) =>
        withPlainRead(withExploration(plan.needs)).map((need) => observer.fetchAs(origin, need)),
      ),
    )
    const cached = await fromSharedCache(observer, observations)
    if (cached) return { findings: [cached], skipped: unsent(observer) }

    const findings = new Map<string, { finding: CheckFinding; also: string[] }>()
    for (const observation of observations) {
      const finding = blockedRequestFinding(
        observation,
        await rootFailure(observer, observation.origin),
      )
      if (!finding) continue
      const known = findings.get(`${finding.code} ${finding.severity}`)
      if (known) {
        known.also.push(nameOf(observation, observer))
        if (known.finding.evidence.length < 3) known.finding.evidence.push(...finding.evidence)
      } else findings.set(`${finding.code} ${finding.severity}`, { finding, also: [] })
    }
    return {
      findings: [...findings.values()].map(({ finding, also }) =>
        also.length === 0
          ? finding
          : { ...finding, observed: `${finding.observed} The same applies to ${also.join(', ')}.` },
      ),
      skipped: unsent(observer),
    }
  },
}

/** Adds a preflight for a write, even if the options name none. Its result is `info` at most. */
function withExploration(needs: readonly Need[]): readonly Need[] {
  const [main] = needs
  if (!main || needs.some(({ method }) => isUnsafe(method))) return needs
  const write = { method: 'PATCH', url: main.url, headers: ['content-type'], named: false }
  return [...needs, write]
}

/** A read without headers of its own comes first: what it lacks, everything lacks. */
function withPlainRead(needs: readonly Need[]): readonly Need[] {
  const [main] = needs
  return main && main.headers.length > 0 ? [{ ...main, headers: [] }, ...needs] : needs
}

/** If the same request to an uncached URL gets the right response, a shared cache is the cause. */
async function fromSharedCache(
  observer: Observer,
  observations: readonly Observation[],
): Promise<CheckFinding | undefined> {
  for (const { need, origin, actual, decision } of observations) {
    const blocked = decision && !decision.allowed && decision.failure.exchange === 'actual'
    if (!blocked || !actual || isUnsafe(need.method)) continue
    const fresh = await observer.fetchAs(origin, { ...need, url: freshUrl(need.url) })
    const sameStatus = fresh.actual?.response?.status === actual.response?.status
    if (fresh.actual && fresh.decision?.allowed && sameStatus)
      return sharedCacheFinding(origin, actual, fresh.actual)
  }
  return undefined
}

function nameOf({ need, origin }: Observation, { plan }: Observer): string {
  const request = `${need.method} ${need.url.replace(plan.url.origin, '')}`
  return plan.origins.length > 1 ? `${request} from ${origin}` : request
}

function unsent({ plan }: Observer): Skipped[] {
  if (plan.allowWrites) return []
  const [origin] = plan.origins
  return plan.needs
    .filter(({ method }) => isUnsafe(method))
    .map((need) => ({
      check: `${need.method} ${need.url}`,
      reason: `${
        needsPreflight(pageRequest(plan, origin, need))
          ? 'Only its CORS-preflight request was sent'
          : 'It was not sent'
      }: it may write. Allow it with --allow-writes.`,
    }))
}
