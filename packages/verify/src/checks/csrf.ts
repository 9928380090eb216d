import type { Check, CheckFinding } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { evidenceOf } from '../http/redact.ts'
import type { Observer } from '../observe.ts'
import { cookieLine, fromPage, userAgent } from '../page-headers.ts'
import type { CsrfAttempt } from '../plan.ts'
import { unlistedOrigins } from '../probes/disallowed-origins.ts'
import type { Skipped } from '../report.ts'

/** Bodies that a form or a `no-cors` fetch can send without a preflight. */
const simpleBodies = [
  { type: 'text/plain;charset=UTF-8', body: '{}' },
  { type: 'application/x-www-form-urlencoded', body: 'a=1' },
  {
    type: 'multipart/form-data; boundary=x',
    body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n',
  },
  { type: undefined, body: undefined },
]

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
    for (const attempt of plan.csrf) {
      const result = await tryAttempt(observer, attempt)
      if (typeof result !== 'string') findings.push(result)
      else if (result !== '')
        skipped.push({ check: `csrf ${attempt.method} ${attempt.url}`, reason: result })
    }
    return { findings, skipped }
  },
}

/** The finding, or why its absence proves nothing; empty if it proves a guard. */
async function tryAttempt(
  observer: Observer,
  attempt: CsrfAttempt,
): Promise<CheckFinding | string> {
  const statuses = new Set<number | undefined>()
  for (const origin of pages(observer))
    for (const { type, body } of bodiesFor(attempt)) {
      const exchange = await sendAsAttackersPage(
        observer,
        attempt,
        origin,
        type,
        attempt.body ?? body,
      )
      if (exchange.cutOff !== undefined) return ''
      const status = exchange.response?.status
      statuses.add(status)
      if (status !== undefined && status >= 200 && status < 300)
        return findingOf(exchange, attempt, origin, type)
    }
  return doubt(statuses)
}

/** A GET carries no body; a POST may carry any of these, or the one that the user gave. */
function bodiesFor({ method }: CsrfAttempt) {
  return method === 'POST' ? simpleBodies : simpleBodies.filter(({ type }) => type === undefined)
}

/** An unlisted origin, the opaque origin of a sandboxed frame, and a look-alike of an allowed host. */
function pages({ plan }: Observer): string[] {
  const { protocol, hostname } = new URL(plan.origins[0])
  return [
    ...unlistedOrigins().map(({ origin }) => origin),
    `${protocol}//${hostname}.cors-verify.example`,
  ]
}

function sendAsAttackersPage(
  { plan, http }: Observer,
  { method, url }: CsrfAttempt,
  origin: string,
  type: string | undefined,
  body: string | undefined,
): Promise<Exchange> {
  return http.send({
    method,
    url,
    headers: [
      ['User-Agent', userAgent],
      ['Accept', '*/*'],
      ...fromPage(new URL(url), origin, 'no-cors'),
      ...(type === undefined ? [] : [['Content-Type', type] as const]),
      ...cookieLine(plan.cookies),
    ],
    ...(type === undefined ? {} : { body: body ?? '' }),
  })
}

function findingOf(
  exchange: Exchange,
  { method, url }: CsrfAttempt,
  origin: string,
  type = 'no body',
): CheckFinding {
  return {
    code: 'csrf-simple-request',
    severity: 'critical',
    observed: `${method} ${url} with ${type}, sent as a page of ${origin} sends it, returns ${exchange.response?.status ?? 0}: it was executed. Such a request needs no preflight, so CORS does not stop it.`,
    expected:
      '403 for an Origin that is not on the allowlist, before anything changes, and 415 for every body that is not JSON',
    evidence: [evidenceOf(exchange)],
  }
}

function doubt(statuses: ReadonlySet<number | undefined>): string {
  if (statuses.has(undefined)) return 'There was no response, so the result is unknown.'
  if (statuses.has(404) || statuses.has(405))
    return 'The response was 404 or 405: check the method and the path.'
  if ([...statuses].some((status = 0) => status >= 300 && status < 400))
    return 'It is redirected, so whether the change was made is not known: check it with the real URL, signed in with --cookie.'
  if (statuses.has(401))
    return 'The response was 401: pass the cookie of a signed-in user with --cookie.'
  if (statuses.has(400) || statuses.has(422))
    return 'The response was 400 or 422, perhaps because of the body: pass one that the endpoint accepts, after the path.'
  return ''
}
