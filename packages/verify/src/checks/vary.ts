import CachePolicy from 'http-cache-semantics'
import { needsReadable, type Check, type CheckFinding, type CheckResult } from '../check.ts'
import { corsCheck } from '../decide/index.ts'
import type { Exchange } from '../exchange.ts'
import { valueOf, variesByOrigin } from '../http/header-lines.ts'
import { isLimited } from '../http/rate-limit.ts'
import { evidenceOf } from '../http/redact.ts'
import { pageRequest, type Observer } from '../observe.ts'
import { authenticated, type Need } from '../plan.ts'
import { errorNeeds } from '../probes/error-needs.ts'
import { unlistedOrigin } from '../probes/disallowed-origins.ts'
import { freshUrl, sharedCacheFinding } from '../probes/shared-cache.ts'

/** Caches do not reuse the response to one origin for another origin. */
export const vary: Check = {
  id: 'vary',
  title: 'Vary and caches',
  async run(observer) {
    const { plan, fetchAs } = observer
    const [main] = plan.needs
    const result: Required<CheckResult> = { findings: [], skipped: [] }
    if (!main) return result
    for (const origin of plan.origins) {
      if ((await fetchAs(origin, main)).decision?.allowed) {
        const [cached, lacking] = await Promise.all([
          sharedCache(observer, origin, main),
          missing(observer, origin, main),
        ])
        const finding = cached ?? lacking
        if (finding) result.findings.push(finding)
      } else if (result.skipped.length === 0)
        result.skipped.push(needsReadable('Vary and caches', main))
    }
    return result
  },
}

/** Finds responses whose `Access-Control-Allow-Origin` depends on `Origin`, without `Vary: Origin`. */
async function missing(
  { plan, actual }: Observer,
  origin: string,
  main: Need,
): Promise<CheckFinding | undefined> {
  const plain = authenticated(main, plan)
  const [allowed, blocked, none] = await Promise.all([
    actual(origin, main),
    actual(unlistedOrigin, plain),
    actual(undefined, plain),
  ])
  // A rate limit or a gateway sends other headers than the API.
  if ([allowed, blocked, none].some(isTransient)) return undefined
  const responding = [allowed, blocked, none].filter(({ response }) => response)
  // The same value on every response needs no Vary.
  if (new Set(responding.map(allowOrigin)).size < 2) return undefined

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
  // A navigation to the URL stores a response without the header, which the cache then returns to the page.
  const fails =
    bare.some(({ exchange }) => exchange === none) &&
    allowOrigin(none) === undefined &&
    freshMs(none) > 0
  return {
    code: 'vary-missing',
    severity: fails
      ? 'broken'
      : bare.some(({ exchange }) => isReusable(exchange))
        ? 'weak'
        : 'info',
    observed: `Access-Control-Allow-Origin depends on Origin, and the response ${[...new Set(bare.map(({ of }) => of))].join(', ')} has no Vary: Origin${
      fails
        ? ', while caches may store it: after the URL is opened in a tab, the page gets the stored response and fails'
        : ''
    }.`,
    expected: 'Vary: Origin on every response: allowed, disallowed, without Origin, and errors.',
    evidence: bare.slice(0, 3).map(({ exchange }) => evidenceOf(exchange)),
  }
}

/** Finds a shared cache that ignores `Origin`: it returns the response to a request without `Origin` to a page. */
async function sharedCache(
  { plan, actual }: Observer,
  origin: string,
  main: Need,
): Promise<CheckFinding | undefined> {
  const need = { ...authenticated(main, plan), url: freshUrl(main.url) }
  // Many caches forward requests with cookies: the placeholder cookie of this run would hide the cache.
  const options = plan.cookies.length === 0 ? { cookies: [] } : {}
  const isBlocked = ({ response }: Exchange) =>
    response !== undefined &&
    response.status < 400 &&
    corsCheck(pageRequest(plan, origin, need), response.headers) !== undefined
  const first = await actual(undefined, need, options)
  const second = await actual(origin, need, options)
  if (!isBlocked(second)) return undefined
  // Some servers allow an origin only if the request has a cookie: then no cache is the cause.
  const unprimed = await actual(origin, { ...need, url: freshUrl(main.url) }, options)
  return isBlocked(unprimed) ? undefined : sharedCacheFinding(origin, second, first)
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

/** Whether a cache stores the response by itself: it has a freshness lifetime or a validator. */
function isReusable(exchange: Exchange): boolean {
  const headers = exchange.response?.headers ?? []
  const validators = ['etag', 'last-modified', 'cache-control', 'expires']
  return validators.some((name) => valueOf(headers, name) !== undefined)
}

function isTransient({ response }: Exchange): boolean {
  return (
    response !== undefined && (isLimited(response) || [502, 503, 504].includes(response.status))
  )
}

/** Milliseconds for which a browser reuses the response without revalidation. */
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
