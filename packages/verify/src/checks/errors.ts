import type { Check, CheckFinding } from '../check.ts'
import { corsCheck } from '../decide/index.ts'
import { describeFailure } from '../cors-failure.ts'
import type { Exchange } from '../exchange.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import { evidenceOf } from '../http/redact.ts'
import { pageRequest, type Observer } from '../observe.ts'
import { errorNeeds } from '../probes/error-needs.ts'
import { actualHeaders } from '../page-headers.ts'

/** Pages can read error responses; without CORS headers they get a network error. */
export const errors: Check = {
  id: 'errors',
  title: 'error responses',
  async run(observer) {
    const { plan } = observer
    const [main] = plan.needs
    const [origin] = plan.origins
    if (!main || !(await observer.fetchAs(origin, main)).decision?.allowed) return { findings: [] }

    const unreadable: { what: string; exchange: Exchange; observed: string }[] = []
    for (const { what, exchange } of await provoke(observer)) {
      if (!exchange.response || exchange.response.status < 400) continue
      const failure = corsCheck(pageRequest(plan, origin, main), exchange.response.headers)
      if (!failure) continue
      const observed = `${what} returns ${exchange.response.status} and ${describeFailure({ exchange: 'actual', ...failure })}`
      unreadable.push({ what, exchange, observed })
    }
    if (unreadable.length === 0) return { findings: [] }
    const finding: CheckFinding = {
      code: 'error-without-cors',
      severity: 'weak',
      observed: `${unreadable.map(({ observed }) => observed).join('; ')}.`,
      expected: `Access-Control-Allow-Origin: ${origin} on every status, so that a page can distinguish an error response from a network error`,
      evidence: unreadable.map(({ exchange }) => evidenceOf(exchange)),
    }
    return { findings: [finding] }
  },
}

async function provoke(observer: Observer): Promise<{ what: string; exchange: Exchange }[]> {
  const { plan, actual, http } = observer
  const [origin] = plan.origins
  const tried = []
  for (const { what, need } of errorNeeds(plan))
    tried.push({ what, exchange: await actual(origin, need) })

  const post = plan.needs.find(
    ({ method, headers }) => isUnsafe(method) && headers.includes('content-type'),
  )
  if (plan.allowWrites && post) {
    const headers = actualHeaders(
      new URL(post.url),
      { origin, cookies: plan.cookies },
      post.headers,
    )
    const exchange = await http.send({ method: post.method, url: post.url, headers, body: '{' })
    tried.push({ what: `${post.method} with a body that is not JSON`, exchange })
  }
  return tried
}
