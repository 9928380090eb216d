import type { Check, Draft } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { evidenceOf } from '../http/mask.ts'
import { foreignOrigins, strangerOrigin } from '../probes/foreign-origins.ts'

/** Refusing an origin is no error of the server: a normal status without the header is enough. */
export const refusals: Check = {
  id: 'refusals',
  title: 'how strangers are refused',
  async run({ plan, actual, preflight }) {
    const [need] = plan.needs
    const [origin] = plan.origins
    if (!need) return { findings: [] }
    const plain = { ...need, headers: [] }
    const write = { ...need, method: 'PUT', headers: ['content-type'] }
    const allowed = [await actual(origin, need), await preflight(origin, write)]
    const refused = await Promise.all([
      ...foreignOrigins(plan.origins, plan.url).map((foreign) => actual(foreign.origin, plain)),
      preflight(strangerOrigin, write),
    ])
    const failed = refused.filter(
      (exchange) =>
        status(exchange) >= 500 &&
        allowed.some(
          (other) =>
            other.answer &&
            other.answer.status < 500 &&
            other.request.method === exchange.request.method,
        ),
    )
    const [first] = failed
    if (!first) return { findings: [] }
    const foreign = first.request.headers.find(([name]) => name === 'Origin')?.[1] ?? ''
    const draft: Draft = {
      code: 'refusal-is-5xx',
      severity: 'weak',
      seen: `${first.request.method} ${need.url} from ${foreign} is answered ${status(first)}; from ${origin} it is not.`,
      needed:
        'The usual status, or 403, without Access-Control-Allow-Origin: the browser does the refusing',
      evidence: failed.slice(0, 3).map((exchange) => evidenceOf(exchange)),
    }
    return { findings: [draft] }
  },
}

function status({ answer }: Exchange): number {
  return answer?.status ?? 0
}
