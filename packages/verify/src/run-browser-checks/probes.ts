import { requestKey, type CheckFinding } from '../check.ts'
import type { Decision } from '../decide/types.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import type { Observer } from '../observe.ts'
import type { Need, Plan } from '../plan.ts'
import { disallowedOrigins } from '../probes/disallowed-origins.ts'

/** A request of a page, and its predicted result. */
export interface Probe {
  origin: string
  need: Need
  expected: Decision
}

/** Lists the requests that a browser can send without side effects, with their predicted results. */
export async function browserProbes(observer: Observer): Promise<Probe[]> {
  const { plan } = observer
  const probes: Probe[] = []
  for (const origin of plan.origins)
    for (const need of plan.needs) {
      if (isUnsafe(need.method) && !plan.allowWrites) continue
      const { decision } = await observer.fetchAs(origin, need)
      if (decision) probes.push({ origin, need, expected: decision })
    }
  const [main] = plan.needs
  if (!main) return probes
  const plain = { ...main, method: 'GET', headers: [] }
  for (const origin of await disallowedToProbe(observer, plain)) {
    const { decision } = await observer.fetchAs(origin, plain)
    if (decision) probes.push({ origin, need: plain, expected: decision })
  }
  return probes
}

/** Returns the finding that a probe is evidence for, if its result is the predicted one. */
export function findingOf(
  { origin, need, expected }: Probe,
  { origins, credentials }: Plan,
  findings: readonly CheckFinding[],
): CheckFinding | undefined {
  if (origins.includes(origin))
    return expected.allowed
      ? hiddenHeader(findings, need)
      : findings.find(({ requests }) => requests?.includes(requestKey(origin, need)))
  return expected.allowed && credentials
    ? findings.find(({ code }) => code === 'disallowed-origin-reads-credentialed')
    : undefined
}

/** Chooses the first three disallowed origins, and up to three that are predicted to be allowed. */
async function disallowedToProbe({ plan, fetchAs }: Observer, plain: Need): Promise<string[]> {
  const origins = disallowedOrigins(plan, plan.url).map(({ origin }) => origin)
  const allowed: string[] = []
  for (const origin of origins)
    if ((await fetchAs(origin, plain)).decision?.allowed) allowed.push(origin)
  return [...new Set([...origins.slice(0, 3), ...allowed.slice(0, 3)])]
}

function hiddenHeader(findings: readonly CheckFinding[], { url }: Need): CheckFinding | undefined {
  return findings.find(
    ({ code, severity, evidence }) =>
      code === 'header-not-exposed' &&
      severity === 'broken' &&
      evidence.some(({ request }) => request.url === url),
  )
}
