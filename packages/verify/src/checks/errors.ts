import { needsReadable, type Check, type CheckFinding, type CheckResult } from '../check.ts'
import { corsCheck } from '../decide/index.ts'
import { describeFailure } from '../cors-failure.ts'
import type { Exchange } from '../exchange.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import { evidenceOf } from '../http/redact.ts'
import { pageRequest, type Observer } from '../observe.ts'
import { authenticated, type Need } from '../plan.ts'
import { errorNeeds } from '../probes/error-needs.ts'
import { actualHeaders } from '../page-headers.ts'
import type { Skipped } from '../report.ts'

/** Exceeds the default body limits of nginx, Fastify, Express and Django. Whitespace changes no data. */
const largeBody = ' '.repeat(3 * 1024 * 1024)

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
        result.findings.push(...(await unreadableErrors(observer, origin, main, result.skipped)))
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
  skipped: Skipped[],
): Promise<CheckFinding[]> {
  const unreadable: (Provoked & { observed: string })[] = []
  for (const provoked of await provoke(observer, origin)) {
    const { what, exchange } = provoked
    if (exchange.networkError && exchange.request.body === largeBody)
      skipped.push({ check: what, reason: exchange.networkError.message })
    if (!exchange.response || exchange.response.status < 400 || exchange.limited) continue
    const failure = corsCheck(pageRequest(observer.plan, origin, main), exchange.response.headers)
    if (!failure) continue
    const observed = `${what} returns ${exchange.response.status} and ${describeFailure({ exchange: 'actual', ...failure })}`
    unreadable.push({ ...provoked, observed })
  }
  if (unreadable.length === 0) return []
  return [
    {
      code: 'error-without-cors',
      severity: unreadable.some(({ severity }) => severity === 'weak') ? 'weak' : 'info',
      observed: `${unreadable.map(({ observed }) => observed).join('; ')}.`,
      expected: `Access-Control-Allow-Origin: ${origin} on every status, so that a page can distinguish an error response from a network error.`,
      evidence: unreadable.map(({ exchange }) => evidenceOf(exchange)),
    },
  ]
}

/** A request to which most servers respond with an error. */
interface Provoked {
  what: string
  exchange: Exchange
  /** Severity if the page cannot read the error. */
  severity: 'weak' | 'info'
}

async function provoke(observer: Observer, origin: string): Promise<Provoked[]> {
  const { plan, actual, http } = observer
  // Without the credentials of the page, the error could be a 401.
  const { headers = [] } = plan.needs[0] ? authenticated(plan.needs[0], plan) : {}
  const tried: Provoked[] = await Promise.all(
    errorNeeds(plan).map(async ({ need, ...error }) => ({
      ...error,
      exchange: await actual(origin, { ...need, headers }),
    })),
  )

  const post = plan.needs.find(
    ({ method, headers }) => isUnsafe(method) && headers.includes('content-type'),
  )
  // Sent for the first origin only. Neither body is JSON, so no data changes.
  if (plan.allowWrites && post && origin === plan.origins[0]) {
    const headers = actualHeaders(
      new URL(post.url),
      { origin, cookies: plan.cookies },
      post.headers,
      plan.headerValues,
    )
    for (const [body, what] of [
      ['{', 'a body that is not JSON'],
      [largeBody, 'a body of 3 MiB'],
    ] as const) {
      const exchange = await http.send({ method: post.method, url: post.url, headers, body })
      tried.push({ what: `${post.method} with ${what}`, exchange, severity: 'weak' })
    }
  }
  return tried
}
