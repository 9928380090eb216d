import type { BrowserDriver, PageOutcome } from '../browser/types.ts'
import type { Draft } from '../check.ts'
import { describeRefusal } from '../diagnose.ts'
import { mask } from '../http/mask.ts'
import type { Observer } from '../observe.ts'
import type { Disagreement, Evidence, Skipped } from '../report.ts'
import type { Question } from './questions.ts'

export function evidenceFrom(
  driver: BrowserDriver,
  { origin, need }: Question,
  outcome: PageOutcome,
): Evidence {
  const said = outcome.readable
    ? `read status ${outcome.status ?? 0} and the headers ${outcome.headers?.join(', ') ?? ''}`
    : (outcome.said ?? 'fetch failed')
  return {
    by: driver.name,
    request: { method: need.method, url: need.url, headers: mask([['Origin', origin]]) },
    remark: `${driver.version}: ${said}`,
  }
}

export function disagreement(
  driver: BrowserDriver,
  question: Question,
  outcome: PageOutcome,
): Disagreement {
  const { origin, need, expected } = question
  return {
    request: `${need.method} ${need.url} from ${origin}`,
    arithmetic: expected.readable
      ? 'can be read'
      : `cannot: it ${describeRefusal(expected.refusal)}`,
    browser: `${driver.version}: ${outcome.readable ? 'can be read' : `cannot: ${outcome.said ?? 'fetch failed'}`}`,
  }
}

export function notCors(driver: BrowserDriver, { origin, need }: Question, why: string): Draft {
  return {
    code: 'not-cors',
    severity: 'broken',
    title: 'The browser got no answer, for a reason that is not CORS',
    seen: `${need.method} ${need.url} from ${origin} in ${driver.version}: ${why}.`,
    needed: 'An answer that reaches the browser. No CORS header can mend this.',
    evidence: [
      {
        by: driver.name,
        request: { method: need.method, url: need.url, headers: [['Origin', origin]] },
        remark: why,
      },
    ],
  }
}

/** A port that browsers refuse, or the target's own origin: no page can stand there. */
export function notAsked(
  { version }: BrowserDriver,
  { origin, need }: Question,
  why: string,
): Skipped {
  return {
    check: `${need.method} ${need.url} from ${origin}`,
    reason: `${version} was not asked: no page can stand at that origin (${why}).`,
  }
}

/** Cookies that the target set and the browser refused, for the allowed pages alone. */
export function blockedCookies(
  driver: BrowserDriver,
  { plan }: Observer,
  { origin, need }: Question,
  { blockedCookies: blocked }: PageOutcome,
): Draft[] {
  if (!plan.origins.includes(origin)) return []
  const own = new Set(plan.cookies.map(([name]) => name))
  return blocked
    .filter(({ name }) => !own.has(name))
    .map(({ name, reasons }) => ({
      code: 'not-cors',
      severity: 'broken',
      title: `The cookie ${name} does not come back`,
      seen: `${driver.version} keeps ${name} back: ${reasons.join(', ')}.`,
      needed: 'Attributes with which browsers keep the cookie and send it from the page.',
      evidence: [
        {
          by: driver.name,
          request: { method: need.method, url: need.url, headers: [['Origin', origin]] },
          remark: reasons.join(', '),
        },
      ],
    }))
}
