import type { Check, Draft } from '../check.ts'
import { checkPreflight, corsCheck } from '../decide/index.ts'
import type { Exchange } from '../exchange.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import { evidenceOf } from '../http/mask.ts'
import type { Observer } from '../observe.ts'
import type { Need } from '../plan.ts'
import {
  foreignOrigins,
  strangerOrigin,
  strangers,
  type ForeignOrigin,
} from '../probes/foreign-origins.ts'
import type { Severity } from '../report.ts'

/** A way in for an origin that nobody listed. */
interface WayIn {
  foreign: ForeignOrigin
  need: Need
  leg: 'actual' | 'preflight'
  exchange: Exchange
}

/** Nobody else can read what a signed-in user can. */
export const foreignOriginsCheck: Check = {
  id: 'foreign-origins',
  title: 'origins that nobody listed',
  toleratesInconsistency: true,
  async run(observer) {
    const ways = await waysIn(observer)
    const findings: Draft[] = []
    for (const severity of ['critical', 'weak', 'note'] satisfies Severity[]) {
      const some = ways.filter(({ foreign }) => foreign.severity === severity)
      if (some.length > 0) findings.push(draftOf(some, severity))
    }
    return { findings }
  },
}

/** Foreign origins that get in with credentials, on the target and on what else the page reads. */
async function waysIn(observer: Observer): Promise<WayIn[]> {
  const { plan } = observer
  const [main, ...others] = plan.needs.filter(({ method }) => !isUnsafe(method))
  if (!main) return []
  const tries = foreignOrigins(plan.origins, plan.url).map((foreign) => ({ foreign, need: main }))
  for (const need of [...others, ...streamNeeds(observer)])
    for (const foreign of strangers()) tries.push({ foreign, need })

  const found = await Promise.all(tries.map(({ foreign, need }) => wayIn(observer, foreign, need)))
  const ways = found.filter((way) => way !== undefined)
  // Who lets anybody in lets every look-alike in: one finding, not fifteen.
  const anybody = ways.find(
    ({ foreign, leg }) => foreign.origin === strangerOrigin && leg === 'actual',
  )
  return anybody ? [anybody] : ways
}

async function wayIn(
  observer: Observer,
  foreign: ForeignOrigin,
  need: Need,
): Promise<WayIn | undefined> {
  const request = { origin: foreign.origin, credentials: 'include' } as const
  const plain = { ...need, headers: [] }
  const exchange = isStream(observer, need)
    ? (await observer.openStream(foreign.origin, need.url)).exchange
    : await observer.actual(foreign.origin, plain)
  if (exchange.answer && !corsCheck(request, exchange.answer.headers))
    return { foreign, need, leg: 'actual', exchange }

  // Unreadable answers do no harm to who may not write; a permitted write does.
  if (isStream(observer, need)) return undefined
  const write = { ...need, method: 'PUT', headers: ['content-type'] }
  const preflight = await observer.preflight(foreign.origin, write)
  const asPage = {
    ...request,
    method: 'PUT',
    headers: [['content-type', 'application/json']],
  } as const
  if (preflight.answer && !checkPreflight(asPage, preflight.answer))
    return { foreign, need: write, leg: 'preflight', exchange: preflight }
  return undefined
}

function streamNeeds({ plan }: Observer): Need[] {
  return plan.streams.map(({ href }) => ({ method: 'GET', url: href, headers: [], named: true }))
}

function isStream({ plan }: Observer, { url }: Need): boolean {
  return plan.streams.some(({ href }) => href === url)
}

function draftOf(ways: readonly WayIn[], severity: Severity): Draft {
  const whats = [...new Set(ways.map(({ foreign }) => `${foreign.what} (${foreign.origin})`))]
  const [first] = ways
  const reading = ways.some(({ leg }) => leg === 'actual')
  const where = first ? `${first.need.method} ${first.need.url}` : ''
  return {
    code: 'foreign-origin-reads-credentialed',
    severity,
    title: reading
      ? `${capital(first?.foreign.what ?? '')} can read credentialed answers`
      : `${capital(first?.foreign.what ?? '')} may send credentialed writes`,
    seen: reading
      ? `${where} lets in ${whats.join('; ')}, with credentials: ${first?.foreign.because ?? ''}.`
      : `The CORS-preflight request for ${where} lets in ${whats.join('; ')}, with credentials. The answers stay unreadable, yet the writes are made.`,
    needed:
      'No Access-Control-Allow-Origin for an origin that is not on the allowlist. Compare whole origins.',
    evidence: ways.slice(0, 4).map(({ exchange }) => evidenceOf(exchange)),
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
