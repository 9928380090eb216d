import { requestKey, type CheckFinding } from '../check.ts'
import { allowedOrigins } from '../checks/allowed-origins.ts'
import { diagnose, observationsOf } from '../diagnose.ts'
import { evidenceOf } from '../http/redact.ts'
import type { Observation } from '../observe.ts'
import type { Need } from '../plan.ts'
import type { Result } from './expectation.ts'
import type { Session } from './session.ts'

/**
 * Finds why the target cannot be tested: it sends no response, redirects the first request, or responds to
 * it with an error.
 *
 * @returns the findings; empty if the target can be tested
 */
export async function untestable({ plan, observer }: Session): Promise<CheckFinding[]> {
  const [main] = plan.needs
  if (!main) return []
  const seen = await observer.fetchAs(plan.origins[0], main)
  const { networkError, cutOff } = seen.actual ?? seen.preflight ?? {}
  if (networkError || cutOff !== undefined || seen.redirectedTo !== undefined)
    return diagnose(observationsOf(observer, [{ ...seen, need: { ...main, named: true } }]))
  const { response } = seen.actual ?? {}
  return response && seen.decision?.allowed && response.status >= 400 ? [errorStatus(seen)] : []
}

/** Returns the finding about an error response that a page can read: nothing that the page needs was tested. */
export function errorStatus({ need, origin, actual }: Observation, status?: number): CheckFinding {
  const got = status ?? actual?.response?.status ?? 0
  const isSignIn = got === 401 || got === 403
  return {
    code: 'not-cors',
    severity: 'broken',
    title: isSignIn
      ? `The API requires a sign-in: status ${got}`
      : `The API responds ${got} to the URL of these tests`,
    observed: `${need.method} ${need.url} from ${origin} gets ${got}. The page can read this response, but it is not the resource that the page needs.`,
    expected: isSignIn
      ? 'A status below 400. Set `storageState` in the project, or `cookies` or `requestHeaders` in the configuration, to those of a signed-in user.'
      : 'A status below 400. Check `target`: its path and its query.',
    evidence: actual ? [evidenceOf(actual)] : [],
  }
}

/** Whether a page can read the response, or may send a write that is not sent here. */
export function isAllowed({ decision, preflight, actual }: Observation): boolean {
  if (decision) return decision.allowed
  return actual === undefined && preflight?.response !== undefined
}

/**
 * Finds why no page of an allowed origin can make a request. In that case it proves nothing that a page of
 * a disallowed origin cannot make it.
 *
 * @returns undefined if a page of an allowed origin can make the request
 */
export async function missingPair(session: Session, need: Need): Promise<Result | undefined> {
  const { plan, observer } = session
  for (const origin of plan.origins)
    if (isAllowed(await observer.fetchAs(origin, need))) return undefined
  return {
    findings: await causesOf(session, plan.origins, need),
    remark: `Nothing is proven: no page of an allowed origin can make this request (${need.method} ${need.url}).`,
  }
}

/** Returns the findings of the check of allowed origins about one request. */
export async function causesOf(
  { check }: Session,
  origins: readonly string[],
  need: Need,
): Promise<CheckFinding[]> {
  const keys = origins.map((origin) => requestKey(origin, need))
  const { findings } = await check(allowedOrigins)
  return findings.filter(({ requests = [] }) => requests.some((request) => keys.includes(request)))
}
