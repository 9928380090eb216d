import CachePolicy from 'http-cache-semantics'
import type { Check, Draft } from '../check.ts'
import { corsCheck } from '../decide/index.ts'
import type { Exchange } from '../exchange.ts'
import { valueOf, variesByOrigin } from '../http/header-lines.ts'
import { evidenceOf } from '../http/mask.ts'
import { pageRequest, type Observer } from '../observe.ts'
import type { Need } from '../plan.ts'
import { errorNeeds } from '../probes/error-needs.ts'
import { strangerOrigin } from '../probes/foreign-origins.ts'
import { freshUrl, sharedCacheDraft } from '../probes/shared-cache.ts'

/** Caches do not hand an answer that was made for one origin to another. */
export const vary: Check = {
  id: 'vary',
  title: 'what caches may keep',
  async run(observer) {
    const { plan } = observer
    const [main] = plan.needs
    const [origin] = plan.origins
    if (!main || !(await observer.fetchAs(origin, main)).decision?.readable) return { findings: [] }
    const draft = (await sharedCache(observer, main)) ?? (await missing(observer, main))
    return { findings: draft ? [draft] : [] }
  },
}

/** Answers whose `Access-Control-Allow-Origin` depends on `Origin`, and which do not say so. */
async function missing({ plan, actual }: Observer, main: Need): Promise<Draft | undefined> {
  const [origin] = plan.origins
  const plain = { ...main, headers: [] }
  const allowed = await actual(origin, main)
  const refused = await actual(strangerOrigin, plain)
  const none = await actual(undefined, plain)
  const answered = [allowed, refused, none].filter(({ answer }) => answer)
  // A value that is always the same needs no Vary.
  if (new Set(answered.map(allowOrigin)).size < 2) return undefined

  const answers = [
    { of: 'to an allowed origin', exchange: allowed },
    { of: 'to another origin', exchange: refused },
    { of: 'to a request without Origin', exchange: none },
  ]
  for (const { need } of errorNeeds(plan)) {
    const exchange = await actual(origin, need)
    if (allowOrigin(exchange) !== undefined && (exchange.answer?.status ?? 0) >= 400)
      answers.push({ of: `with status ${exchange.answer?.status ?? 0}`, exchange })
  }
  const bare = answers.filter(({ exchange }) => isStorable(exchange) && !varies(exchange))
  if (bare.length === 0) return undefined
  // A tab that opens the URL stores an answer without the header, and the page then gets that one.
  const fails =
    bare.some(({ exchange }) => exchange === none) &&
    allowOrigin(none) === undefined &&
    freshMs(none) > 0
  return {
    code: 'vary-missing',
    severity: fails ? 'broken' : 'weak',
    seen: `Access-Control-Allow-Origin depends on Origin, and the answer ${[...new Set(bare.map(({ of }) => of))].join(', ')} carries no Vary: Origin${
      fails ? ', while caches may keep it: whoever opens the URL in a tab breaks the page' : ''
    }.`,
    needed: 'Vary: Origin on every answer: allowed, refused, without Origin, and errors',
    evidence: bare.slice(0, 3).map(({ exchange }) => evidenceOf(exchange)),
  }
}

/** A cache on the way that ignores `Origin`: it gives a page the answer made for nobody. */
async function sharedCache({ plan, actual }: Observer, main: Need): Promise<Draft | undefined> {
  const [origin] = plan.origins
  const need = { ...main, url: freshUrl(main.url), headers: [] }
  const first = await actual(undefined, need)
  const second = await actual(origin, need)
  if (!second.answer || second.answer.status >= 400) return undefined
  if (!corsCheck(pageRequest(plan, origin, need), second.answer.headers)) return undefined
  return sharedCacheDraft(origin, second, first)
}

function allowOrigin({ answer }: Exchange): string | undefined {
  return answer && valueOf(answer.headers, 'access-control-allow-origin')
}

function varies({ answer }: Exchange): boolean {
  return answer !== undefined && variesByOrigin(answer.headers)
}

function isStorable(exchange: Exchange): boolean {
  return policyOf(exchange)?.storable() ?? false
}

/** Milliseconds for which a browser gives it out again without asking. */
function freshMs(exchange: Exchange): number {
  return policyOf(exchange)?.timeToLive() ?? 0
}

function policyOf({ request, answer }: Exchange): CachePolicy | undefined {
  if (!answer) return undefined
  const headers = Object.fromEntries(
    answer.headers.map(([name]) => [name.toLowerCase(), valueOf(answer.headers, name) ?? '']),
  )
  return new CachePolicy(
    { url: request.url, method: request.method, headers: {} },
    { status: answer.status, headers },
    { shared: false },
  )
}
