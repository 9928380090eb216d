import type { BrowserDriver } from '../browser/types.ts'
import type { CheckFinding } from '../check.ts'
import { disallowedOriginsCheck } from '../checks/disallowed-origins.ts'
import { webSockets } from '../checks/web-sockets.ts'
import { checkPreflight, corsCheck } from '../decide/index.ts'
import type { Exchange } from '../exchange.ts'
import { evidenceOf } from '../http/redact.ts'
import { pageRequest } from '../observe.ts'
import type { Need } from '../plan.ts'
import { evidenceFrom } from '../run-browser-checks/findings.ts'
import { holds, type PageSession, type Result } from './expectation.ts'
import type { Session } from './session.ts'
import { missingPair } from './target.ts'

/**
 * Tests that a page on a disallowed origin cannot read a response with the user's cookies. This proves
 * something only if the server responds, and an allowed page can read the response.
 */
export async function cannotRead(
  session: PageSession,
  origin: string,
  need: Need,
): Promise<Result> {
  const unproven = await missingPair(session, need)
  if (unproven) return unproven
  const plain = { ...need, headers: [] }
  const exchange = await session.observer.actual(origin, plain)
  const outcome = await session.driver.fetchFrom(origin, {
    url: need.url,
    method: need.method,
    headers: {},
    credentials: 'include',
  })
  const skipped = unsupported(session.driver, outcome.noPage)
  const isReadable = outcome.readable || isOpenTo(origin, exchange)
  if (!isReadable) return skipped ? { findings: [], skipped } : holds
  const evidence = evidenceFrom(session.driver, { origin, need }, outcome)
  return { findings: await findingsAbout(session, { origin, need, exchange }, evidence) }
}

/** Tests that a page on a disallowed origin cannot send a preflighted request. Only the preflight is sent. */
export async function cannotSend(session: Session, origin: string, need: Need): Promise<Result> {
  const unproven = await missingPair(session, need)
  if (unproven) return unproven
  const exchange = await session.observer.preflight(origin, need)
  const request = pageRequest({ ...session.plan, credentials: true }, origin, need)
  if (!exchange.response || checkPreflight(request, exchange.response)) return holds
  return { findings: await findingsAbout(session, { origin, need, exchange }) }
}

/** Tests that a page on a disallowed origin cannot open an event stream with the user's cookies. */
export async function cannotOpenStream(
  session: PageSession,
  origin: string,
  url: string,
): Promise<Result> {
  const { driver, observer } = session
  const { exchange } = await observer.openStream(origin, url)
  const outcome = await driver.openStream(origin, url, 'include')
  if (!outcome.readable && !isOpenTo(origin, exchange)) return holds
  const need = { method: 'GET', url, headers: [], named: true }
  const evidence = evidenceFrom(driver, { origin, need }, outcome)
  return { findings: await findingsAbout(session, { origin, need, exchange }, evidence) }
}

/** Tests that a page on a disallowed origin cannot open a WebSocket. */
export async function cannotOpenWebSocket(
  { driver, check }: PageSession,
  origin: string,
  url: string,
): Promise<Result> {
  const { opened } = await driver.openWebSocket(origin, url)
  if (!opened) return holds
  const { findings } = await check(webSockets)
  return { findings: findings.filter(({ code }) => code === 'websocket-disallowed-origin') }
}

/** Whether the response passes the CORS check for a page of this origin, with the cookies of any user. */
function isOpenTo(origin: string, { response }: Exchange): boolean {
  return response !== undefined && !corsCheck({ origin, credentials: 'include' }, response.headers)
}

/** A request that the server allows to a disallowed origin. */
interface AllowedRequest {
  origin: string
  need: Need
  exchange: Exchange
}

/** Returns the findings of the HTTP checks about disallowed origins, with the evidence of this test. */
async function findingsAbout(
  { check }: Session,
  { origin, need, exchange }: AllowedRequest,
  inBrowser?: CheckFinding['evidence'][number],
): Promise<CheckFinding[]> {
  const proof = inBrowser ? [inBrowser] : []
  const { findings } = await check(disallowedOriginsCheck)
  const found = findings.filter(({ severity }) => severity !== 'info')
  if (found.length > 0)
    return found.map((finding) => ({ ...finding, evidence: [...finding.evidence, ...proof] }))
  return [
    {
      code: 'disallowed-origin-reads-credentialed',
      severity: 'critical',
      observed: `${need.method} ${need.url} is allowed for ${origin}, with credentials.`,
      expected:
        'No Access-Control-Allow-Origin for an origin that is not on the allowlist. Compare whole origins.',
      evidence: [evidenceOf(exchange), ...proof],
    },
  ]
}

function unsupported({ version }: BrowserDriver, noPage: string | undefined): string | undefined {
  return noPage === undefined ? undefined : `${version} has no page of that origin: ${noPage}.`
}
