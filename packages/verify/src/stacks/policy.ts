import { canBeListed } from '../app-origins/index.ts'
import { maxAgeSeconds } from '../decide/index.ts'
import { extractTokens } from '../decide/header-list.ts'
import { originOf } from '../cors-failure.ts'
import type { Exchange, WireResponse } from '../exchange.ts'
import type { FindingAbout } from '../finding-about.ts'
import { valueOf, valuesOf } from '../http/header-lines.ts'
import type { Plan } from '../plan.ts'
import { disallowedOrigins } from '../probes/disallowed-origins.ts'
import { isPreflight } from './shared/marks.ts'
import type { Policy } from './types.ts'

/** Seconds for which browsers cache a preflight response, if the server names no valid number. */
const usualMaxAge = 7200

const safelistedMethods = ['GET', 'HEAD', 'POST']

/** Returns the origins that a configuration can list; a placeholder if there is none. */
function listable(origins: readonly string[]): readonly string[] {
  const named = origins.filter(canBeListed)
  return named.length > 0 ? named : ['https://app.example.com']
}

/** Returns the policy of the options, without responses of a server. */
export function policyOfPlan({
  origins,
  credentials,
  needs,
  exposedHeaders,
  maxAgeSeconds: maxAge,
}: Plan): Policy {
  return {
    origins: listable(origins),
    credentials,
    methods: distinct(
      safelistedMethods,
      needs.map(({ method }) => method),
    ),
    requestHeaders: union(needs.flatMap(({ headers }) => headers)),
    exposedHeaders: union(exposedHeaders),
    maxAgeSeconds: maxAge ?? usualMaxAge,
  }
}

/** Returns the policy of a run: the values of the options, and those that the server allows already. */
export function policyOf(plan: Plan, exchanges: readonly Exchange[]): Policy {
  const own = exchanges.filter(({ request }) =>
    plan.origins.includes(valueOf(request.headers, 'origin') ?? ''),
  )
  const responses = own.flatMap(({ response }) => response ?? [])
  const preflights = own.filter(isPreflight).flatMap(({ response }) => response ?? [])
  const needed = policyOfPlan(plan)
  return {
    origins: union(needed.origins, otherOrigins(plan, responses)),
    credentials:
      plan.credentials ||
      responses.some(
        ({ headers }) => valueOf(headers, 'access-control-allow-credentials') === 'true',
      ),
    methods: distinct(needed.methods, listed(preflights, 'access-control-allow-methods')),
    requestHeaders: union(
      needed.requestHeaders,
      lower(listed(preflights, 'access-control-allow-headers')),
    ),
    exposedHeaders: union(
      needed.exposedHeaders,
      lower(listed(responses, 'access-control-expose-headers')),
    ),
    maxAgeSeconds: plan.maxAgeSeconds ?? validMaxAge(preflights) ?? needed.maxAgeSeconds,
  }
}

/** Adds the values of a finding to a policy. */
export function withAbout(policy: Policy, about: FindingAbout): Policy {
  const { origins = [], method, headers = [], exposed = [] } = about
  return {
    ...policy,
    origins: union(policy.origins, origins.filter(canBeListed)),
    methods: distinct(policy.methods, method === undefined ? [] : [method]),
    requestHeaders: union(policy.requestHeaders, headers),
    exposedHeaders: union(policy.exposedHeaders, exposed),
  }
}

/** Returns each value once; of values that differ only in case, the first one. */
function union(...lists: readonly (readonly string[])[]): string[] {
  const known = new Map<string, string>()
  for (const value of lists.flat())
    if (!known.has(value.toUpperCase())) known.set(value.toUpperCase(), value)
  return [...known.values()]
}

/** Returns each value once, case-sensitive: methods are compared by case. */
function distinct(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())]
}

function lower(names: readonly string[]): string[] {
  return names.map((name) => name.toLowerCase())
}

/** Returns the members of a list header, without wildcards and without the names of probes. */
function listed(responses: readonly WireResponse[], name: string): string[] {
  return responses.flatMap(({ headers }) => {
    const tokens = extractTokens(headers, name)
    if (tokens === undefined || tokens === 'invalid') return []
    return tokens.filter((token) => token !== '*' && !/^x-cors-verify/i.test(token))
  })
}

/** Returns the other origins that responses allow, so that a printed configuration still allows them. */
function otherOrigins(plan: Plan, responses: readonly WireResponse[]): string[] {
  const never = disallowedOrigins(plan, plan.url).map(({ origin }) => origin)
  return responses
    .flatMap(({ headers }) => valuesOf(headers, 'access-control-allow-origin'))
    .filter((value) => originOf(value) === value && value !== 'null' && !never.includes(value))
}

function validMaxAge(preflights: readonly WireResponse[]): number | undefined {
  const found = preflights
    .map(({ headers }) => maxAgeSeconds(headers))
    .filter(({ valid, value }) => valid && value !== undefined)
    .map(({ seconds }) => seconds)
  return found.find((seconds) => seconds > 0 && seconds <= 86_400)
}
