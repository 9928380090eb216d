import type { PageFetch, PageOutcome } from '../browser/types.ts'
import type { CheckFinding } from '../check.ts'
import { errors } from '../checks/errors.ts'
import { exposedHeaders } from '../checks/exposed-headers.ts'
import { streams } from '../checks/streams.ts'
import { webSockets } from '../checks/web-sockets.ts'
import { codeOf } from '../cors-failure.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import { ownHeaders } from '../page-headers.ts'
import { authenticated, type Need, type Plan } from '../plan.ts'
import { blockedCookies, evidenceFrom, notCors } from '../run-browser-checks/findings.ts'
import { holds, type PageSession, type Result } from './expectation.ts'
import { causesOf, errorStatus, isAllowed } from './target.ts'

/** A request of a page. */
interface PageRequest {
  origin: string
  need: Need
}

/** Tests that a page reads the response of a request, with the user's cookies if the pages send credentials. */
export async function readsResponse(session: PageSession, request: PageRequest): Promise<Result> {
  const { plan, driver, observer, planted } = session
  const { origin, need } = request
  if (isUnsafe(need.method) && !plan.allowWrites) return passesPreflight(session, request)

  const outcome = await driver.fetchFrom(origin, fetchOf(need, plan))
  if (!outcome.readable) return unreadable(session, request, outcome)
  const blocked = blockedCookies(driver, { plan: { ...plan, cookies: planted } }, request, outcome)
  if (blocked.length > 0) return { findings: blocked }
  const observed = await observer.fetchAs(origin, need)
  const { status = 0 } = outcome
  // Over HTTP the same cookies get the resource, so the browser did not send them.
  const differs = status >= 400 && (observed.actual?.response?.status ?? status) < 400
  return differs ? { findings: [errorStatus(observed, status)] } : holds
}

/** Tests a write that must not be sent: sends only its preflight, over HTTP. */
async function passesPreflight(
  session: PageSession,
  { origin, need }: PageRequest,
): Promise<Result> {
  const observation = await session.observer.fetchAs(origin, need)
  if (!observation.preflight)
    return {
      findings: [],
      skipped: `${need.method} is sent without a preflight, and may write. Set allowWrites to test it.`,
    }
  if (isAllowed(observation))
    return {
      findings: [],
      remark: `Only the preflight was sent, over HTTP: after it a browser sends ${need.method}, which may write. Set allowWrites to test both in the browser.`,
    }
  return { findings: await causesOf(session, [origin], need) }
}

/** Tests that a page reads a response header by its name. */
export async function readsHeader(
  session: PageSession,
  origin: string,
  name: string,
): Promise<Result> {
  const { plan, driver, check } = session
  const needs = plan.needs.filter(({ method }) => plan.allowWrites || !isUnsafe(method))
  for (const need of needs) {
    const outcome = await driver.fetchFrom(origin, fetchOf(need, plan))
    if (outcome.headers?.includes(name)) return holds
    if (!outcome.readable) return unreadable(session, { origin, need }, outcome)
  }
  const { findings, skipped } = await check(exposedHeaders)
  const hidden = findings.filter(({ about }) => about?.exposed?.includes(name))
  if (hidden.length > 0) return { findings: hidden }
  return {
    findings: [
      {
        code: 'header-not-exposed',
        severity: 'broken',
        title: `No response has the header ${name}`,
        observed: skipped.map(({ reason }) => reason).join(' '),
        expected: `A response with ${name}, or an \`exposedHeaders\` without it.`,
        about: { exposed: [name] },
        evidence: [],
      },
    ],
  }
}

/** Tests that a page reads the status of an error response, instead of getting a network error. */
export async function readsError(
  session: PageSession,
  { origin, need }: PageRequest,
): Promise<Result> {
  const { plan, driver, check } = session
  const [main] = plan.needs
  const { headers } = main ? authenticated(main, plan) : need
  const request = { ...need, headers }
  const outcome = await driver.fetchFrom(origin, fetchOf(request, plan))
  if (outcome.readable)
    return (outcome.status ?? 0) >= 400
      ? holds
      : { findings: [], skipped: `The API responds ${outcome.status ?? 0}: there is no error.` }
  const { findings } = await check(errors)
  if (findings.length > 0) return withReason(session, { origin, need }, outcome, findings)
  return unreadable(session, { origin, need: main ?? need }, outcome)
}

/** Tests that a page opens an event stream. */
export async function opensStream(
  session: PageSession,
  origin: string,
  url: string,
): Promise<Result> {
  const { plan, driver, check } = session
  const outcome = await driver.openStream(origin, url, plan.credentials ? 'include' : 'omit')
  if (outcome.readable) return holds
  const request = { origin, need: { method: 'GET', url, headers: [], named: true } }
  const { findings } = await check(streams)
  return findings.length > 0
    ? withReason(session, request, outcome, findings)
    : unreadable(session, request, outcome)
}

/** Tests that a page opens a WebSocket. CORS does not apply to it: the server decides by `Origin`. */
export async function opensWebSocket(
  { driver, check }: PageSession,
  origin: string,
  url: string,
): Promise<Result> {
  const { opened } = await driver.openWebSocket(origin, url)
  if (opened) return holds
  const { findings } = await check(webSockets)
  const blocked = findings.filter(({ about }) => about?.origins?.includes(origin))
  if (blocked.length > 0) return { findings: blocked }
  const need = { method: 'GET', url, headers: [], named: true }
  return { findings: [notCors(driver, { origin, need }, 'the WebSocket does not open')] }
}

/** Returns the arguments of the `fetch` call of a page. */
function fetchOf(need: Need, { headerValues, credentials }: Plan): PageFetch {
  const hasBody = isUnsafe(need.method) && need.headers.includes('content-type')
  return {
    url: need.url,
    method: need.method,
    headers: Object.fromEntries(ownHeaders(need.headers, headerValues)),
    credentials: credentials ? 'include' : 'omit',
    ...(hasBody && { body: '{}' }),
  }
}

/** Returns why a page could not read a response: the causes found over HTTP, else the reason of the browser. */
async function unreadable(
  session: PageSession,
  request: PageRequest,
  outcome: PageOutcome,
): Promise<Result> {
  const { driver, plan } = session
  if (outcome.noPage !== undefined) return { findings: [noPage(request, outcome.noPage)] }
  const causes = await causesOf(session, [request.origin], request.need)
  // A request with the same fault as the first one has no finding of its own.
  const [main] = plan.needs
  const shared =
    causes.length === 0 && main ? await causesOf(session, [request.origin], main) : causes
  if (shared.length > 0) return withReason(session, request, outcome, shared)
  const { failure } = outcome
  const finding = notCors(driver, request, outcome.notCors ?? outcome.reported ?? 'fetch failed')
  return {
    findings: [
      failure
        ? { ...finding, code: codeOf({ exchange: 'actual', ...failure }, request.origin) }
        : finding,
    ],
  }
}

/** Adds the reason of the browser to the evidence of the HTTP checks. */
function withReason(
  { driver }: PageSession,
  request: PageRequest,
  outcome: PageOutcome,
  findings: readonly CheckFinding[],
): Result {
  const evidence = evidenceFrom(driver, request, outcome)
  return {
    findings: findings.map((finding) => ({
      ...finding,
      evidence: [...finding.evidence, evidence],
    })),
  }
}

function noPage({ origin, need }: PageRequest, why: string): CheckFinding {
  return {
    code: 'not-cors',
    severity: 'broken',
    title: `There is no page on ${origin}`,
    observed: `${need.method} ${need.url} was not sent: ${why}.`,
    expected: `A page at ${origin}/. Start the web server, or leave out \`page: 'deployed'\`.`,
    evidence: [],
  }
}
