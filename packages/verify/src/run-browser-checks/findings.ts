import { blockedCookieImpact } from '../blocked-cookie-reason.ts'
import type { BrowserDriver, PageOutcome } from '../browser/types.ts'
import type { CheckFinding } from '../check.ts'
import { describeFailure } from '../cors-failure.ts'
import { redact } from '../http/redact.ts'
import type { Observer } from '../observe.ts'
import type { Disagreement, Evidence, Skipped } from '../report.ts'
import type { Probe } from './probes.ts'

/** Converts the browser's result of a probe to evidence. */
export function evidenceFrom(
  driver: BrowserDriver,
  { origin, need }: Pick<Probe, 'origin' | 'need'>,
  outcome: PageOutcome,
): Evidence {
  const reported = outcome.readable
    ? `read status ${outcome.status ?? 0} and the headers ${outcome.headers?.join(', ') ?? ''}`
    : (outcome.reported ?? 'fetch failed')
  return {
    by: driver.name,
    request: { method: need.method, url: need.url, headers: redact([['Origin', origin]]) },
    remark: `${driver.version}: ${reported}`,
  }
}

/** Reports a probe whose observed result differs from the predicted one. */
export function disagreement(
  driver: BrowserDriver,
  probe: Probe,
  outcome: PageOutcome,
): Disagreement {
  const { origin, need, expected } = probe
  return {
    request: `${need.method} ${need.url} from ${origin}`,
    predicted: expected.allowed ? 'can be read' : `cannot: it ${describeFailure(expected.failure)}`,
    observed: `${driver.version}: ${outcome.readable ? 'can be read' : `cannot: ${outcome.reported ?? 'fetch failed'}`}`,
  }
}

/** Reports a network error in the browser that is not CORS. */
export function notCors(
  driver: BrowserDriver,
  { origin, need }: Pick<Probe, 'origin' | 'need'>,
  why: string,
): CheckFinding {
  return {
    code: 'not-cors',
    severity: 'broken',
    title: 'A network error in the browser that is not CORS',
    observed: `${need.method} ${need.url} from ${origin} in ${driver.version}: ${why}.`,
    expected: 'A response that reaches the browser.',
    evidence: [
      {
        by: driver.name,
        request: { method: need.method, url: need.url, headers: [['Origin', origin]] },
        remark: why,
      },
    ],
  }
}

/** Reports a probe whose origin has no page: browsers block its port, or it is the target's own origin. */
export function notSent(
  { version }: BrowserDriver,
  { origin, need }: Pick<Probe, 'origin' | 'need'>,
  why: string,
): Skipped {
  return {
    check: `${need.method} ${need.url} from ${origin}`,
    reason: `${version} sent no request: there can be no page at that origin (${why}).`,
  }
}

/** Reports a probe to which the server responded differently after the prediction. */
export function notCompared(
  { version }: BrowserDriver,
  { origin, need }: Pick<Probe, 'origin' | 'need'>,
  why: string,
): Skipped {
  return {
    check: `${need.method} ${need.url} from ${origin} in ${version}`,
    reason: `Not compared with the responses over HTTP: ${why}.`,
  }
}

/** Reports cookies that the target set and the browser blocked, for allowed pages only. */
export function blockedCookies(
  driver: BrowserDriver,
  { plan }: Pick<Observer, 'plan'>,
  { origin, need }: Pick<Probe, 'origin' | 'need'>,
  { blockedCookies: blocked }: PageOutcome,
): CheckFinding[] {
  if (!plan.origins.includes(origin)) return []
  const own = new Set(plan.cookies.map(([name]) => name))
  return blocked
    .filter(({ name }) => !own.has(name))
    .map(({ name, reasons }) => ({
      code: 'not-cors',
      severity: 'broken',
      title: `The cookie ${name} is not sent back`,
      observed: `${driver.version} blocks ${name}: ${reasons.join(', ')}.`,
      expected:
        'Attributes with which browsers store the cookie and send it on the page’s requests.',
      impact: blockedCookieImpact,
      about: { cookie: name },
      evidence: [
        {
          by: driver.name,
          request: { method: need.method, url: need.url, headers: [['Origin', origin]] },
          remark: reasons.join(', '),
        },
      ],
    }))
}
