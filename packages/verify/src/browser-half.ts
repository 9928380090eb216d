import type { Draft } from './check.ts'
import type { BrowserDriver, PageOutcome } from './browser/types.ts'
import type { Decision } from './decide/types.ts'
import { codeOf, describeRefusal } from './diagnose.ts'
import { mask } from './http/mask.ts'
import { isUnsafe, rootRefusal, type Observer } from './observe.ts'
import { ownHeaders } from './page-headers.ts'
import type { Need } from './plan.ts'
import { foreignOrigins } from './probes/foreign-origins.ts'
import type { Disagreement, Evidence, Skipped } from './report.ts'

/** What the browser half adds to what the HTTP half found. */
export interface BrowserHalf {
  /** By finding code: what the browser said of it. */
  evidence: ReadonlyMap<Draft['code'], readonly Evidence[]>
  findings: Draft[]
  disagreements: Disagreement[]
  skipped: Skipped[]
}

/** Who asks for what, and what the header arithmetic says a browser will do. */
interface Question {
  origin: string
  need: Need
  expected: Decision
  /** The finding it belongs to, if it goes as expected. */
  code: Draft['code'] | undefined
}

/**
 * Asks a real browser everything that it can be asked without harm, and compares its answer with
 * the arithmetic. The browser is right; where they differ, this package has a bug.
 */
export async function askBrowser(
  driver: BrowserDriver,
  observer: Observer,
  drafts: readonly Draft[],
): Promise<BrowserHalf> {
  const evidence = new Map<Draft['code'], Evidence[]>()
  const findings: Draft[] = []
  const disagreements: Disagreement[] = []
  const skipped: Skipped[] = []
  const add = (code: Draft['code'], entry: Evidence) =>
    evidence.set(code, [...(evidence.get(code) ?? []), entry])

  for (const question of await questions(observer, drafts)) {
    const outcome = await ask(driver, observer, question)
    if (outcome.noPage !== undefined) {
      skipped.push(notAsked(driver, question, outcome.noPage))
      continue
    }
    if (outcome.notCors !== undefined) {
      findings.push(notCors(driver, question, outcome.notCors))
      continue
    }
    const agreed = outcome.readable === question.expected.readable
    if (!agreed) disagreements.push(disagreement(driver, question, outcome))
    else if (question.code) add(question.code, evidenceFrom(driver, question, outcome))
    findings.push(...blockedCookies(driver, observer, question, outcome))
  }
  await askStreams(driver, observer, add, disagreements)
  await askWebSockets(driver, observer, drafts, add)
  return { evidence, findings, disagreements, skipped }
}

async function questions(observer: Observer, drafts: readonly Draft[]): Promise<Question[]> {
  const { plan } = observer
  const asked: Question[] = []
  for (const origin of plan.origins)
    for (const need of plan.needs) {
      if (isUnsafe(need.method) && !plan.allowWrites) continue
      const observation = await observer.fetchAs(origin, need)
      const { decision } = observation
      if (!decision) continue
      const code = decision.readable
        ? hiddenHeader(drafts, need)
        : codeOf(observation, decision.refusal, await rootRefusal(observer, origin))
      asked.push({ origin, need, expected: decision, code })
    }
  const [main] = plan.needs
  if (!main) return asked
  const plain = { ...main, method: 'GET', headers: [] }
  const foreign = drafts.find(({ code }) => code === 'foreign-origin-reads-credentialed')
  for (const origin of await foreignToAsk(observer, plain)) {
    const { decision } = await observer.fetchAs(origin, plain)
    if (!decision) continue
    const gotIn = decision.readable && plan.credentials
    asked.push({ origin, need: plain, expected: decision, code: gotIn ? foreign?.code : undefined })
  }
  return asked
}

/** A stranger, a sandboxed frame, a look-alike, and those that the arithmetic lets in. */
async function foreignToAsk({ plan, fetchAs }: Observer, plain: Need): Promise<string[]> {
  const origins = foreignOrigins(plan.origins, plan.url).map(({ origin }) => origin)
  const gotIn: string[] = []
  for (const origin of origins)
    if ((await fetchAs(origin, plain)).decision?.readable) gotIn.push(origin)
  return [...new Set([...origins.slice(0, 3), ...gotIn.slice(0, 3)])]
}

function hiddenHeader(drafts: readonly Draft[], { url }: Need): Draft['code'] | undefined {
  return drafts.find(
    ({ code, severity, evidence }) =>
      code === 'header-not-exposed' &&
      severity === 'broken' &&
      evidence.some(({ request }) => request.url === url),
  )?.code
}

function ask(
  driver: BrowserDriver,
  { plan }: Observer,
  { origin, need }: Question,
): Promise<PageOutcome> {
  const write = isUnsafe(need.method) && need.headers.includes('content-type')
  return driver.fetchFrom(origin, {
    url: need.url,
    method: need.method,
    headers: Object.fromEntries(ownHeaders(need.headers)),
    credentials: plan.credentials ? 'include' : 'omit',
    ...(write && { body: '{}' }),
  })
}

function evidenceFrom(
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

function disagreement(
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

function notCors(driver: BrowserDriver, { origin, need }: Question, why: string): Draft {
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
function notAsked({ version }: BrowserDriver, { origin, need }: Question, why: string): Skipped {
  return {
    check: `${need.method} ${need.url} from ${origin}`,
    reason: `${version} was not asked: no page can stand at that origin (${why}).`,
  }
}

/** Cookies that the target set and the browser refused, for the allowed pages alone. */
function blockedCookies(
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

async function askStreams(
  driver: BrowserDriver,
  { plan, openStream }: Observer,
  add: (code: Draft['code'], entry: Evidence) => void,
  disagreements: Disagreement[],
): Promise<void> {
  for (const { href } of plan.streams)
    for (const origin of plan.origins) {
      const { exchange, refusal } = await openStream(origin, href)
      const opens = exchange.answer?.status === 200 && !refusal
      const credentials = plan.credentials ? 'include' : 'omit'
      const outcome = await driver.openStream(origin, href, credentials)
      const said = outcome.said ?? outcome.notCors ?? 'fails'
      if (outcome.readable !== opens)
        disagreements.push({
          request: `EventSource ${href} from ${origin}`,
          arithmetic: opens ? 'opens' : 'fails',
          browser: `${driver.version}: ${outcome.readable ? 'opens' : said}`,
        })
      else if (!opens)
        add('stream-without-cors', {
          by: driver.name,
          request: { method: 'GET', url: href, headers: [['Origin', origin]] },
          remark: `${driver.version}: ${said}`,
        })
    }
}

async function askWebSockets(
  driver: BrowserDriver,
  { plan }: Observer,
  drafts: readonly Draft[],
  add: (code: Draft['code'], entry: Evidence) => void,
): Promise<void> {
  const finding = drafts.find(({ code }) => code === 'websocket-foreign-origin')
  const [first] = finding?.evidence ?? []
  const origin = first?.request.headers.find(([name]) => name === 'Origin')?.[1]
  if (!first || origin === undefined || plan.webSockets.length === 0) return
  const { opened } = await driver.openWebSocket(origin, first.request.url)
  if (!opened) return
  add('websocket-foreign-origin', {
    by: driver.name,
    request: { method: 'GET', url: first.request.url, headers: [['Origin', origin]] },
    remark: `${driver.version}: the WebSocket opened`,
  })
}
