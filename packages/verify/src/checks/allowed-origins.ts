import type { Check, Draft } from '../check.ts'
import { codeOf, describeRefusal } from '../diagnose.ts'
import type { Refusal } from '../decide/types.ts'
import { valueOf } from '../http/header-lines.ts'
import { evidenceOf } from '../http/mask.ts'
import { isUnsafe, rootRefusal, type Observation, type Observer } from '../observe.ts'
import { freshUrl, sharedCacheDraft } from '../probes/shared-cache.ts'
import type { Need } from '../plan.ts'
import type { FindingCode, Skipped } from '../report.ts'

/** Pages of the allowed origins can make the requests they need, and read the answers. */
export const allowedOrigins: Check = {
  id: 'allowed-origins',
  title: 'the requests of the allowed pages',
  async run(observer) {
    const { plan } = observer
    const observations = await Promise.all(
      plan.origins.flatMap((origin) =>
        withPlainRead(withExploration(plan.needs)).map((need) => observer.fetchAs(origin, need)),
      ),
    )
    const cached = await fromSharedCache(observer, observations)
    if (cached) return { findings: [cached], skipped: unsent(observer) }

    const drafts = new Map<string, { draft: Draft; also: string[] }>()
    for (const observation of observations) {
      const draft = draftOf(observation, await rootRefusal(observer, observation.origin))
      if (!draft) continue
      const known = drafts.get(`${draft.code} ${draft.severity}`)
      if (known) {
        known.also.push(nameOf(observation, observer))
        if (known.draft.evidence.length < 3) known.draft.evidence.push(...draft.evidence)
      } else drafts.set(`${draft.code} ${draft.severity}`, { draft, also: [] })
    }
    return {
      findings: [...drafts.values()].map(({ draft, also }) =>
        also.length === 0
          ? draft
          : { ...draft, seen: `${draft.seen} So it is with ${also.join(', ')}.` },
      ),
      skipped: unsent(observer),
    }
  },
}

/** What a user did not ask about, and may yet want to know: whether a page could write at all. */
function withExploration(needs: readonly Need[]): readonly Need[] {
  const [main] = needs
  if (!main || needs.some(({ method }) => isUnsafe(method))) return needs
  const write = { method: 'PATCH', url: main.url, headers: ['content-type'], named: false }
  return [...needs, write]
}

/** A read without headers of its own comes first: what it lacks, everything lacks. */
function withPlainRead(needs: readonly Need[]): readonly Need[] {
  const [main] = needs
  return main && main.headers.length > 0 ? [{ ...main, headers: [] }, ...needs] : needs
}

/** The same request to a URL that no cache knows is answered well: a cache is to blame. */
async function fromSharedCache(
  observer: Observer,
  observations: readonly Observation[],
): Promise<Draft | undefined> {
  for (const { need, origin, actual, decision } of observations) {
    const refused = decision && !decision.readable && decision.refusal.leg === 'actual'
    if (!refused || !actual || isUnsafe(need.method)) continue
    const fresh = await observer.fetchAs(origin, { ...need, url: freshUrl(need.url) })
    const sameStatus = fresh.actual?.answer?.status === actual.answer?.status
    if (fresh.actual && fresh.decision?.readable && sameStatus)
      return sharedCacheDraft(origin, actual, fresh.actual)
  }
  return undefined
}

function draftOf(observation: Observation, root: Refusal | undefined): Draft | undefined {
  const { need, origin, preflight, actual, decision, redirectedTo } = observation
  const exchange =
    decision && !decision.readable && decision.refusal.leg === 'preflight'
      ? preflight
      : (actual ?? preflight)
  if (!exchange) return undefined
  const request = `${need.method} ${need.url}`
  const evidence = [evidenceOf(exchange)]
  const severity = need.named ? ('broken' as const) : ('note' as const)

  if (exchange.noAnswer)
    return {
      code: 'not-cors',
      severity,
      title: 'No answer came, which no CORS header can mend',
      seen: `${exchange.request.method} ${need.url}: ${exchange.noAnswer.message}`,
      needed: 'An answer, whatever its status.',
      evidence,
    }
  if (redirectedTo !== undefined)
    return {
      code: 'not-cors',
      severity,
      title: 'The request is redirected, so the page never gets this answer',
      seen: `${request} is answered with a redirect to ${redirectedTo}. A browser follows it there, and the page gets what that URL says, or nothing.`,
      needed:
        'An API answers 401 or the resource itself. Use the final URL, or send the cookie that the server misses.',
      evidence,
    }
  if (!decision || decision.readable) return undefined

  const { refusal } = decision
  const code = codeOf(observation, refusal, root)
  const leg =
    refusal.leg === 'preflight'
      ? `The answer to the CORS-preflight request for ${request}`
      : `The answer to ${request}`
  const status =
    exchange.answer && refusal.reason !== 'preflight-status'
      ? ` (status ${exchange.answer.status})`
      : ''
  return {
    code,
    severity,
    ...(need.named ? {} : { title: 'A write with a JSON body is refused' }),
    seen: `${leg}, sent from ${origin},${status} ${describeRefusal(refusal)}.`
      .replace(', (', ' (')
      .replace(/,(?= carries| has| is)/, ''),
    needed: neededFor(code, observation, refusal),
    evidence,
  }
}

function neededFor(
  code: FindingCode,
  { origin, need, preflight }: Observation,
  refusal: Refusal,
): string {
  switch (code) {
    case 'origin-not-allowed':
    case 'unusable-allow-origin':
    case 'duplicate-allow-origin':
    case 'error-without-cors':
      return `One line, on every status: Access-Control-Allow-Origin: ${origin}`
    case 'credentials-blocked':
      return `Access-Control-Allow-Origin: ${origin} and Access-Control-Allow-Credentials: true, on the ${refusal.leg === 'preflight' ? 'answer to the preflight too' : 'actual answer too'}`
    case 'method-refused':
      return `Access-Control-Allow-Methods names ${need.method}, in upper case`
    case 'header-refused':
      return `Access-Control-Allow-Headers names ${askedHeaders(preflight) ?? need.headers.join(', ')}`
    default:
      return `A status from 200 to 299, no redirect, and Access-Control-Allow-Origin: ${origin}, without asking for a cookie or a token: browsers send neither with a preflight`
  }
}

function askedHeaders(preflight: Observation['preflight']): string | undefined {
  return preflight && valueOf(preflight.request.headers, 'access-control-request-headers')
}

function nameOf({ need, origin }: Observation, { plan }: Observer): string {
  const request = `${need.method} ${need.url.replace(plan.url.origin, '')}`
  return plan.origins.length > 1 ? `${request} from ${origin}` : request
}

function unsent({ plan }: Observer): Skipped[] {
  if (plan.allowWrites) return []
  return plan.needs
    .filter(({ method }) => isUnsafe(method))
    .map(({ method, url }) => ({
      check: `${method} ${url}`,
      reason:
        'Only its CORS-preflight request was sent: it may write. Allow it with --allow-writes.',
    }))
}
