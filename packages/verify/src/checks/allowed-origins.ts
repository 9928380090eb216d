import type { Check, CheckFinding } from '../check.ts'
import { needsPreflight } from '../decide/index.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import { diagnose, observationsOf } from '../diagnose.ts'
import { evidenceOf } from '../http/redact.ts'
import { pageRequest, type Observation, type Observer } from '../observe.ts'
import type { Need } from '../plan.ts'
import type { Skipped } from '../report.ts'

/** Pages of the allowed origins can make the requests they need, and read the responses. */
export const allowedOrigins: Check = {
  id: 'allowed-origins',
  title: 'the requests of the allowed pages',
  reportsNetworkErrors: true,
  async run(observer) {
    const { plan } = observer
    const observations = await Promise.all(
      plan.origins.flatMap((origin) =>
        withExploration(plan.needs).map((need) => observer.fetchAs(origin, need)),
      ),
    )
    return {
      findings: [
        ...(await diagnose(observationsOf(observer, observations))),
        ...wrongUrl(observations),
      ],
      skipped: unsent(observer),
    }
  },
}

/** Adds a preflight for a write if the options name none. Its finding has severity `info`. */
function withExploration(needs: readonly Need[]): readonly Need[] {
  const [main] = needs
  if (!main || needs.some(({ method }) => isUnsafe(method))) return needs
  const write = { method: 'PATCH', url: main.url, headers: ['content-type'], named: false }
  return [...needs, write]
}

/** Statuses of a wrong URL or query. Not 401 and 403, the right statuses for a request that is not signed in. */
const wrongUrlStatuses = [400, 404, 405, 410]

/** Reports that the first request is allowed and gets an error: the URL of the run may be wrong. */
function wrongUrl([first]: readonly Observation[]): CheckFinding[] {
  const { actual, decision, need } = first ?? {}
  const status = actual?.response?.status ?? 0
  if (!actual || !need || !decision?.allowed || !wrongUrlStatuses.includes(status)) return []
  return [
    {
      code: 'not-cors',
      severity: 'weak',
      title: `The server responds ${status} to the URL of this run`,
      observed: `${need.method} ${need.url} gets ${status}. Pages can read this response, but it may not be the resource that they use.`,
      expected: 'A URL that the pages use. Check its path and its query.',
      impact: 'This run: its results may be those of another resource than the one that pages use.',
      evidence: [evidenceOf(actual)],
    },
  ]
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
