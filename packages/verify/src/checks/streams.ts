import type { Check, CheckFinding } from '../check.ts'
import { diagnose, observationsOf } from '../diagnose.ts'
import { valueOf } from '../http/header-lines.ts'
import { evidenceOf } from '../http/redact.ts'
import { createObserver, rootFailure, type Observation, type Observer } from '../observe.ts'

/** The page can open its event streams. */
export const streams: Check = {
  id: 'streams',
  title: 'event streams',
  reportsNetworkErrors: true,
  async run(observer) {
    const { plan } = observer
    const findings: CheckFinding[] = []
    const failed: Observation[] = []
    for (const origin of plan.origins) {
      const root = await rootFailure(observer, origin)
      for (const { href } of plan.streams) {
        const opened = await open(observer, origin, href)
        const { actual, decision } = opened
        if (actual?.networkError) findings.push(noResponse(opened))
        else if (!decision) continue
        else if (decision.allowed) findings.push(...notAStream(opened))
        // The allowed-origins check reports a fault that every response has.
        else if (decision.failure.reason !== root?.reason) failed.push(opened)
      }
    }
    return { findings: [...findings, ...(await causesOf(observer, failed))] }
  },
}

/** Opens a stream, and returns the result as an observation, so that causes can explain it. */
async function open(observer: Observer, origin: string, url: string): Promise<Observation> {
  const { exchange, failure } = await observer.openStream(origin, url)
  return {
    need: { method: 'GET', url, headers: [], named: true },
    origin,
    actual: exchange,
    ...(exchange.response && {
      decision: failure ? { allowed: false, failure } : { allowed: true, headers: [] },
    }),
  }
}

const streamImpact = 'Pages that wait for updates: EventSource fails.'

function noResponse({ need, actual }: Observation): CheckFinding {
  return {
    code: 'not-cors',
    severity: 'broken',
    title: 'The event stream does not respond: not a CORS problem',
    observed: `GET ${need.url}: ${actual?.networkError?.message ?? ''}`,
    expected: 'A response whose status and headers are sent at once, before the first event.',
    impact: streamImpact,
    evidence: actual ? [evidenceOf(actual)] : [],
  }
}

/**
 * Reports a response with which EventSource fails permanently: its status is not 200, or its type is
 * not text/event-stream.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model
 */
function notAStream({ need, actual }: Observation): CheckFinding[] {
  const { status, headers } = actual?.response ?? { status: 0, headers: [] }
  const type = valueOf(headers, 'content-type') ?? 'none'
  const isStream = /^text\/event-stream\s*(?:;|$)/i.test(type)
  if (!actual || (status === 200 && isStream)) return []
  return [
    {
      code: 'not-cors',
      severity: 'broken',
      title: 'The response is not an event stream: not a CORS problem',
      observed: `GET ${need.url} returns status ${status} with Content-Type: ${type}. The page is allowed to read it, but EventSource fails.`,
      expected:
        'Status 200 with Content-Type: text/event-stream. If the user must be signed in, give the cookie with --cookie.',
      impact: streamImpact,
      evidence: [{ ...evidenceOf(actual), about: ['content-type'] }],
    },
  ]
}

/** Finds the cause of each failed stream, with the allowed requests to the same server as a comparison. */
async function causesOf(
  observer: Observer,
  failed: readonly Observation[],
): Promise<CheckFinding[]> {
  const { plan, http, fetchAs } = observer
  const findings: CheckFinding[] = []
  for (const stream of failed) {
    const url = new URL(stream.need.url)
    const isOfTarget = url.origin === plan.url.origin
    const others = isOfTarget
      ? await Promise.all(plan.needs.map((need) => fetchAs(stream.origin, need)))
      : []
    const there = isOfTarget ? observer : createObserver({ ...plan, url }, http)
    const { allowed } = observationsOf(there, others)
    const found = await diagnose({ ...observationsOf(there, [stream]), allowed })
    findings.push(...found.map((finding) => ({ ...finding, code: 'stream-without-cors' as const })))
  }
  return findings
}
