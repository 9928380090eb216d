import CachePolicy from 'http-cache-semantics'
import type { Check, CheckFinding } from '../check.ts'
import { corsCheck } from '../decide/index.ts'
import type { Exchange } from '../exchange.ts'
import { valueOf, variesByOrigin } from '../http/header-lines.ts'
import { evidenceOf } from '../http/redact.ts'
import { pageRequest, type Observer } from '../observe.ts'
import type { Need } from '../plan.ts'
import { errorNeeds } from '../probes/error-needs.ts'
import { unlistedOrigin } from '../probes/disallowed-origins.ts'
import { freshUrl, sharedCacheFinding } from '../probes/shared-cache.ts'

/** Caches do not hand an answer that was made for one origin to another. */
export const vary: Check = {
  id: 'vary',
  title: 'what caches may keep',
  async run(observer) {
    const { plan } = observer
    const [main] = plan.needs
    const [origin] = plan.origins
    if (!main || !(await observer.fetchAs(origin, main)).decision?.allowed) return { findings: [] }
    const finding = (await sharedCache(observer, main)) ?? (await missing(observer, main))
    return { findings: finding ? [finding] : [] }
  },
}

/** Answers whose `Access-Control-Allow-Origin` depends on `Origin`, and which do not say so. */
async function missing({ plan, actual }: Observer, main: Need): Promise<CheckFinding | undefined> {
  const [origin] = plan.origins
  const plain = { ...main, headers: [] }
  const allowed = await actual(origin, main)
  const blocked = await actual(unlistedOrigin, plain)
  const none = await actual(undefined, plain)
  const answered = [allowed, blocked, none].filter(({ response }) => response)
  // A value that is always the same needs no Vary.
  if (new Set(answered.map(allowOrigin)).size < 2) return undefined

  const responses = [
    { of: 'to an allowed origin', exchange: allowed },
    { of: 'to another origin', exchange: blocked },
    { of: 'to a request without Origin', exchange: none },
  ]
  for (const { need } of errorNeeds(plan)) {
    const exchange = await actual(origin, need)
    if (allowOrigin(exchange) !== undefined && (exchange.response?.status ?? 0) >= 400)
      responses.push({ of: `with status ${exchange.response?.status ?? 0}`, exchange })
  }
  const bare = responses.filter(({ exchange }) => isStorable(exchange) && !varies(exchange))
  if (bare.length === 0) return undefined
  // A tab that opens the URL stores an answer without the header, and the page then gets that one.
  const fails =
    bare.some(({ exchange }) => exchange === none) &&
    allowOrigin(none) === undefined &&
    freshMs(none) > 0
  return {
    code: 'vary-missing',
    severity: fails ? 'broken' : 'weak',
    observed: `Access-Control-Allow-Origin depends on Origin, and the answer ${[...new Set(bare.map(({ of }) => of))].join(', ')} carries no Vary: Origin${
      fails ? ', while caches may keep it: whoever opens the URL in a tab breaks the page' : ''
    }.`,
    expected: 'Vary: Origin on every answer: allowed, refused, without Origin, and errors',
    evidence: bare.slice(0, 3).map(({ exchange }) => evidenceOf(exchange)),
  }
}

/** A cache on the way that ignores `Origin`: it gives a page the answer made for nobody. */
async function sharedCache(
  { plan, actual }: Observer,
  main: Need,
): Promise<CheckFinding | undefined> {
  const [origin] = plan.origins
  const need = { ...main, url: freshUrl(main.url), headers: [] }
  const first = await actual(undefined, need)
  const second = await actual(origin, need)
  if (!second.response || second.response.status >= 400) return undefined
  if (!corsCheck(pageRequest(plan, origin, need), second.response.headers)) return undefined
  return sharedCacheFinding(origin, second, first)
}

function allowOrigin({ response }: Exchange): string | undefined {
  return response && valueOf(response.headers, 'access-control-allow-origin')
}

function varies({ response }: Exchange): boolean {
  return response !== undefined && variesByOrigin(response.headers)
}

function isStorable(exchange: Exchange): boolean {
  return policyOf(exchange)?.storable() ?? false
}

/** Milliseconds for which a browser gives it out again without asking. */
function freshMs(exchange: Exchange): number {
  return policyOf(exchange)?.timeToLive() ?? 0
}

function policyOf({ request, response }: Exchange): CachePolicy | undefined {
  if (!response) return undefined
  const headers = Object.fromEntries(
    response.headers.map(([name]) => [name.toLowerCase(), valueOf(response.headers, name) ?? '']),
  )
  return new CachePolicy(
    { url: request.url, method: request.method, headers: {} },
    { status: response.status, headers },
    { shared: false },
  )
}
