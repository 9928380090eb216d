import type { Check, CheckFinding } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { evidenceOf } from '../http/redact.ts'
import { disallowedOrigins, unlistedOrigin } from '../probes/disallowed-origins.ts'

/** A disallowed origin gets no 5xx: the usual status without Access-Control-Allow-Origin is enough. */
export const rejections: Check = {
  id: 'rejections',
  title: 'responses to disallowed origins',
  async run({ plan, actual, preflight }) {
    const [need] = plan.needs
    const [origin] = plan.origins
    if (!need) return { findings: [] }
    const plain = { ...need, headers: [] }
    const write = { ...need, method: 'PUT', headers: ['content-type'] }
    const allowed = [await actual(origin, need), await preflight(origin, write)]
    const blocked = await Promise.all([
      ...disallowedOrigins(plan, plan.url).map((disallowedOrigin) =>
        actual(disallowedOrigin.origin, plain),
      ),
      preflight(unlistedOrigin, write),
    ])
    const failed = blocked.filter(
      (exchange) =>
        status(exchange) >= 500 &&
        allowed.some(
          (other) =>
            other.response &&
            other.response.status < 500 &&
            other.request.method === exchange.request.method,
        ),
    )
    const [first] = failed
    if (!first) return { findings: [] }
    const disallowedOrigin = first.request.headers.find(([name]) => name === 'Origin')?.[1] ?? ''
    const finding: CheckFinding = {
      code: 'rejection-is-5xx',
      severity: 'weak',
      observed: `${first.request.method} ${need.url} from ${disallowedOrigin} returns ${status(first)}; from ${origin} it does not.`,
      expected:
        'The usual status, or 403, without Access-Control-Allow-Origin: the browser then blocks the response.',
      evidence: failed.slice(0, 3).map((exchange) => evidenceOf(exchange)),
    }
    return { findings: [finding] }
  },
}

function status({ response }: Exchange): number {
  return response?.status ?? 0
}
