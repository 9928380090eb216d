import type { Check, CheckFinding } from '../check.ts'
import { corsCheck } from '../decide/index.ts'
import type { Exchange } from '../exchange.ts'
import { evidenceOf } from '../http/redact.ts'
import { pageRequest, type Observer } from '../observe.ts'
import type { Need } from '../plan.ts'

/** Enough to find a `RegExp` with the `g` flag, and different replicas behind most balancers. */
const equalRequests = 6

/** Equal requests get equal CORS headers each time. */
export const consistency: Check = {
  id: 'consistency',
  title: 'the same request again and again',
  toleratesInconsistency: true,
  async run(observer) {
    const [need] = observer.plan.needs
    if (!need) return { findings: [] }
    const findings: CheckFinding[] = []
    for (const origin of observer.plan.origins) {
      const finding = await inconsistency(observer, origin, need)
      if (finding) findings.push(finding)
    }
    return { findings }
  },
}

async function inconsistency(
  { plan, actual }: Observer,
  origin: string,
  need: Need,
): Promise<CheckFinding | undefined> {
  const readable: Exchange[] = []
  const blocked: Exchange[] = []
  const first = await actual(origin, need)
  // Sent concurrently, each on its own connection: a balancer distributes them over the replicas.
  const others = await Promise.all(
    Array.from({ length: equalRequests - 1 }, () => actual(origin, need, { fresh: true })),
  )
  for (const exchange of [first, ...others]) {
    if (!exchange.response || exchange.limited) continue
    const failure = corsCheck(pageRequest(plan, origin, need), exchange.response.headers)
    ;(failure ? blocked : readable).push(exchange)
  }
  const [yes] = readable
  const [no] = blocked
  if (!yes || !no) return undefined
  return {
    code: 'inconsistent',
    severity: 'broken',
    observed: `Of ${readable.length + blocked.length} equal requests from ${origin}, ${readable.length} could be read and ${blocked.length} could not.`,
    expected: 'The same request gets the same CORS headers each time.',
    evidence: [evidenceOf(yes), evidenceOf(no)],
  }
}
