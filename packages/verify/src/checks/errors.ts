import { needsReadable, type Check, type CheckFinding, type CheckResult } from '../check.ts'
import { corsCheck } from '../decide/index.ts'
import { describeFailure } from '../cors-failure.ts'
import type { Exchange } from '../exchange.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import { evidenceOf } from '../http/redact.ts'
import { pageRequest, type Observer } from '../observe.ts'
import { authenticated, type Need } from '../plan.ts'
import { errorNeeds, undecodable } from '../probes/error-needs.ts'
import { actualHeaders } from '../page-headers.ts'

/** Pages can read error responses; without CORS headers they get a network error. */
export const errors: Check = {
  id: 'errors',
  title: 'error responses',
  async run(observer) {
    const { plan, fetchAs } = observer
    const [main] = plan.needs
    const result: Required<CheckResult> = { findings: [], skipped: [] }
    if (!main) return result
    for (const origin of plan.origins) {
      if ((await fetchAs(origin, main)).decision?.allowed)
        result.findings.push(...(await unreadableErrors(observer, origin, main)))
      else if (result.skipped.length === 0)
        result.skipped.push(needsReadable('error responses', main))
    }
    return result
  },
}

async function unreadableErrors(
  observer: Observer,
  origin: string,
  main: Need,
): Promise<CheckFinding[]> {
  const unreadable: { what: string; exchange: Exchange; observed: string }[] = []
  for (const { what, exchange } of await provoke(observer, origin)) {
    if (!exchange.response || exchange.response.status < 400 || exchange.limited) continue
    const failure = corsCheck(pageRequest(observer.plan, origin, main), exchange.response.headers)
    if (!failure) continue
    const observed = `${what} returns ${exchange.response.status} and ${describeFailure({ exchange: 'actual', ...failure })}`
    unreadable.push({ what, exchange, observed })
  }
  if (unreadable.length === 0) return []
  return [
    {
      code: 'error-without-cors',
      // Many frameworks reject %ff before any hook or middleware runs, and pages rarely send it.
      severity: unreadable.some(({ what }) => what !== undecodable) ? 'weak' : 'info',
      observed: `${unreadable.map(({ observed }) => observed).join('; ')}.`,
      expected: `Access-Control-Allow-Origin: ${origin} on every status, so that a page can distinguish an error response from a network error`,
      evidence: unreadable.map(({ exchange }) => evidenceOf(exchange)),
    },
  ]
}

async function provoke(
  observer: Observer,
  origin: string,
): Promise<{ what: string; exchange: Exchange }[]> {
  const { plan, actual, http } = observer
  const tried = []
  // Without the credentials of the page, the error could be a 401.
  const { headers = [] } = plan.needs[0] ? authenticated(plan.needs[0], plan) : {}
  for (const { what, need } of errorNeeds(plan))
    tried.push({ what, exchange: await actual(origin, { ...need, headers }) })

  const post = plan.needs.find(
    ({ method, headers }) => isUnsafe(method) && headers.includes('content-type'),
  )
  // A write is tried once, for the first origin.
  if (plan.allowWrites && post && origin === plan.origins[0]) {
    const headers = actualHeaders(
      new URL(post.url),
      { origin, cookies: plan.cookies },
      post.headers,
      plan.headerValues,
    )
    const exchange = await http.send({ method: post.method, url: post.url, headers, body: '{' })
    tried.push({ what: `${post.method} with a body that is not JSON`, exchange })
  }
  return tried
}
