import type { Check, CheckFinding } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { evidenceOf } from '../http/redact.ts'
import type { Observer } from '../observe.ts'
import type { CsrfAttempt, Plan } from '../plan.ts'
import {
  attackersPages,
  isSentAcrossSites,
  sameSiteOfCookies,
  sendAsPage,
  siblingOf,
  type AttackersPage,
  type SameSiteByName,
} from '../probes/attackers-pages.ts'
import type { Skipped } from '../report.ts'

/** No attacker's page can change data with a signed-in user's cookies. */
export const csrf: Check = {
  id: 'csrf',
  title: 'simple requests from other sites',
  reportsNetworkErrors: true,
  toleratesInconsistency: true,
  async run(observer) {
    const { plan } = observer
    if (plan.csrf.length > 0 && !plan.allowWrites)
      return {
        findings: [],
        skipped: plan.csrf.map(({ method, url }) => ({
          check: `csrf ${method} ${url}`,
          reason: 'It would write. Allow it with --allow-writes.',
        })),
      }
    const findings: CheckFinding[] = []
    const skipped: Skipped[] = []
    const sameSite = plan.csrf.length > 0 ? await sameSiteOfCookies(observer) : new Map()
    for (const attempt of plan.csrf) {
      const result = await tryAttempt(observer, attempt, sameSite)
      if (typeof result !== 'string') findings.push(result)
      else if (result !== '')
        skipped.push({ check: `csrf ${attempt.method} ${attempt.url}`, reason: result })
    }
    return { findings, skipped }
  },
}

/** Returns the finding, or the reason why the result is unknown; empty if the server rejects every attempt. */
async function tryAttempt(
  observer: Observer,
  attempt: CsrfAttempt,
  sameSite: SameSiteByName,
): Promise<CheckFinding | string> {
  const { cookies } = observer.plan
  const sent = cookies.filter(([name]) => isSentAcrossSites(sameSite.get(name), attempt.method))
  const isWithheld = sent.length < cookies.length
  const statuses = new Set<number | undefined>()
  for (const { origin, bodies, cookies } of attackersPages(observer, attempt, sent))
    for (const { type, body } of bodies) {
      const page = { origin, cookies, type, body: attempt.body ?? body }
      const exchange = await sendAsPage(observer, attempt, page)
      if (exchange.cutOff !== undefined) return ''
      const status = exchange.response?.status
      statuses.add(status)
      if (status !== undefined && status >= 200 && status < 300)
        return findingOf(exchange, attempt, page, observer.plan)
    }
  // SameSite withholds the cookie, so 401 is the expected rejection.
  if (isWithheld) statuses.delete(401)
  return doubt(statuses)
}

function findingOf(
  exchange: Exchange,
  { method, url }: CsrfAttempt,
  { origin, type = 'no body', cookies }: AttackersPage,
  plan: Plan,
): CheckFinding {
  const weaker = weakerCase(origin, cookies, plan)
  return {
    code: 'csrf-simple-request',
    severity: weaker ? 'weak' : 'critical',
    ...(weaker && { title: weaker.title, impact: weaker.impact }),
    observed: `${method} ${url} with ${type}, sent as a page of ${origin} sends it, returns ${exchange.response?.status ?? 0}: it was executed. Such a request needs no preflight, so CORS does not stop it.${weaker ? ` ${weaker.reason}` : ''}`,
    expected:
      '403 for an Origin that is not on the allowlist, before anything changes, and 415 for every body that is not JSON.',
    evidence: [evidenceOf(exchange)],
  }
}

/** Returns the texts of a weaker finding, where `SameSite` protects the user. */
function weakerCase(origin: string, cookies: Plan['cookies'], plan: Plan) {
  if (origin === siblingOf(plan))
    return {
      title: 'A page of another host of the site can change data',
      impact: 'Your signed-in users: a page of another host of the site can act in their name.',
      reason:
        'SameSite withholds the cookie from pages of other sites, but not from other hosts of the same site.',
    }
  if (cookies.length === 0 && plan.cookies.length > 0)
    return {
      title: 'Pages of other sites can change data, without the user’s cookies',
      impact: 'All users, if the API accepts the change from a client that is not signed in.',
      reason: 'SameSite withholds the cookies, so the request does not act as a user.',
    }
  return undefined
}

/** Returns why statuses do not prove that the server rejects the change; empty if they do. */
function doubt(statuses: ReadonlySet<number | undefined>): string {
  if (statuses.has(undefined)) return 'There was no response, so the result is unknown.'
  if (statuses.has(404) || statuses.has(405))
    return 'The response was 404 or 405: check the method and the path.'
  if ([...statuses].some((status = 0) => status >= 300 && status < 400))
    return 'The response was a redirect, so it is unknown whether the change was made: pass the URL that the redirect leads to, and the cookie of a signed-in user with --cookie.'
  if (statuses.has(401))
    return 'The response was 401: pass the cookie of a signed-in user with --cookie.'
  if (statuses.has(400) || statuses.has(422))
    return 'The response was 400 or 422, perhaps because of the body: pass a body that the endpoint accepts, after the path.'
  return ''
}
