import type { Check } from '../check.ts'
import { allowedOrigins } from '../checks/allowed-origins.ts'
import { cookies } from '../checks/cookies.ts'
import { csrf } from '../checks/csrf.ts'
import { exposedHeaders } from '../checks/exposed-headers.ts'
import { checks } from '../checks/index.ts'
import { streams } from '../checks/streams.ts'
import { webSockets } from '../checks/web-sockets.ts'
import { needsPreflight } from '../decide/index.ts'
import { spelled } from '../diagram/index.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import { redactUrls } from '../http/redact.ts'
import { pageRequest } from '../observe.ts'
import { givenOrigin, type Need, type Plan } from '../plan.ts'
import {
  disallowedOrigins,
  unlistedOrigin,
  type DisallowedOrigin,
} from '../probes/disallowed-origins.ts'
import { errorNeeds } from '../probes/error-needs.ts'
import * as allowed from './allowed-pages.ts'
import * as disallowed from './disallowed-pages.ts'
import type { Expectation } from './expectation.ts'
import { missingPair } from './target.ts'

/**
 * Lists what a configuration expects of the API: what a page of each allowed origin can do, what pages
 * of other origins cannot, and what the checks over HTTP must not find.
 */
export function expectationsOf(plan: Plan): Expectation[] {
  return [
    ...plan.origins.flatMap((origin) => ofAllowedPage(plan, origin)),
    ...ofDisallowedPages(plan),
    ...checksOf(plan).map(ofCheck),
  ]
}

function ofAllowedPage(plan: Plan, origin: string): Expectation[] {
  const page = `a page on ${givenOrigin(plan, origin)}`
  const { credentials } = plan
  const withCookies = credentials ? ' with its cookies' : ''
  return [
    ...named(plan).map((need): Expectation => {
      const isPreflighted = needsPreflight(pageRequest(plan, origin, need))
      const what = labelOf(plan, need)
      return {
        title: isUnsafe(need.method)
          ? `${page} sends ${what}${withCookies}${isPreflighted ? ': it is preflighted and allowed' : ' and reads the response'}`
          : `${page} reads ${what}${withCookies}${isPreflighted ? ', after a preflight' : ''}`,
        over: 'browser',
        test: (session) => allowed.readsResponse(session, { origin, need }),
      }
    }),
    ...plan.exposedHeaders.map((name): Expectation => ({
      title: `${page} reads the response header ${spelled(name)}`,
      over: 'browser',
      test: (session) => allowed.readsHeader(session, origin, name),
    })),
    ...errorNeeds(plan)
      .filter(({ severity }) => severity !== 'info')
      .map(({ need }): Expectation => ({
        title: `${page} reads error responses: ${labelOf(plan, need)}`,
        over: 'browser',
        test: (session) => allowed.readsError(session, { origin, need }),
      })),
    ...plan.streams.map(({ href }): Expectation => ({
      title: `${page} opens the event stream ${pathOf(plan, href)}`,
      over: 'browser',
      test: (session) => allowed.opensStream(session, origin, href),
    })),
    ...plan.webSockets.map(({ href }): Expectation => ({
      title: `${page} opens the WebSocket ${pathOf(plan, href)}`,
      over: 'browser',
      test: (session) => allowed.opensWebSocket(session, origin, href),
    })),
  ]
}

function ofDisallowedPages(plan: Plan): Expectation[] {
  const [main] = plan.needs
  if (!main) return []
  const all = disallowedOrigins(plan, plan.url).filter(({ severity }) => severity !== 'info')
  const anyPage = all.filter(({ origin }) => isAnyPage(origin))
  const lookAlikes = all.filter(({ origin }) => !isAnyPage(origin))
  return [
    ...anyPage.flatMap((each) => ofDisallowedPage(plan, each)),
    // One request is enough: a CORS layer compares the origins of all requests alike.
    ...lookAlikes.map((each) => cannotRead(plan, each, main)),
  ]
}

function ofDisallowedPage(plan: Plan, other: DisallowedOrigin): Expectation[] {
  const { origin } = other
  const page = disallowedPage(other)
  const needs = named(plan)
  return [
    ...needs.filter(({ method }) => !isUnsafe(method)).map((need) => cannotRead(plan, other, need)),
    ...needs
      .filter((need) => isUnsafe(need.method) && needsPreflight(pageRequest(plan, origin, need)))
      .map((need): Expectation => ({
        title: `${page} cannot send ${labelOf(plan, need)}: its preflight is not allowed`,
        over: 'http',
        test: (session) => disallowed.cannotSend(session, origin, need),
      })),
    ...plan.streams.map(({ href }): Expectation => ({
      title: `${page} cannot open the event stream ${pathOf(plan, href)} with cookies`,
      over: 'browser',
      test: (session) => disallowed.cannotOpenStream(session, origin, href),
    })),
    ...plan.webSockets.map(({ href }): Expectation => ({
      title: `${page} cannot open the WebSocket ${pathOf(plan, href)}`,
      over: 'browser',
      test: (session) => disallowed.cannotOpenWebSocket(session, origin, href),
    })),
  ]
}

function cannotRead(plan: Plan, other: DisallowedOrigin, need: Need): Expectation {
  return {
    title: `${disallowedPage(other)} cannot read ${labelOf(plan, need)} with cookies`,
    over: 'browser',
    test: (session) => disallowed.cannotRead(session, other.origin, need),
  }
}

/** Returns the checks that apply to this configuration and are not covered by the tests of allowed pages. */
function checksOf({ csrf: attempts, webSockets: sockets, credentials }: Plan): Check[] {
  const excluded = new Set<Check>(ofPages)
  if (attempts.length === 0) excluded.add(csrf)
  if (sockets.length === 0) excluded.add(webSockets)
  if (!credentials) excluded.add(cookies)
  return checks.filter((check) => !excluded.has(check))
}

/** Checks that only send requests of the allowed pages, which have tests of their own. */
const ofPages: readonly Check[] = [allowedOrigins, exposedHeaders, streams]

/** Returns the expectation of a check over HTTP. It sends what a page cannot send, such as a forged origin. */
function ofCheck(check: Check): Expectation {
  return {
    title: `no fault over HTTP: ${check.title}`,
    over: 'http',
    async test(session) {
      const { plan } = session
      const [main] = plan.needs
      const unproven = main && (await missingPair(session, main))
      if (unproven) return unproven
      const { findings, skipped, complete } = await session.check(check)
      const faults = findings.filter(({ severity }) => severity !== 'info')
      const notes = findings.filter(({ severity }) => severity === 'info')
      const reasons = skipped.map(({ reason }) => reason).join(' ')
      if (faults.length > 0) return { findings: faults, notes }
      if (complete) return { findings: [], notes, ...(reasons !== '' && { skipped: reasons }) }
      return {
        findings: [
          {
            code: 'not-cors',
            severity: 'broken',
            title: 'Not everything could be checked',
            observed: reasons,
            expected: 'A response to each request of the check.',
            evidence: [],
          },
        ],
      }
    },
  }
}

/** Whether any page can get what this origin is allowed: an unlisted origin, or `null` of a sandboxed frame. */
function isAnyPage(origin: string): boolean {
  return origin === unlistedOrigin || origin === 'null'
}

function disallowedPage({ origin, what }: DisallowedOrigin): string {
  if (origin === unlistedOrigin) return `a page on a disallowed origin (${origin})`
  if (origin === 'null') return 'a sandboxed frame (Origin: null)'
  return `a page on ${origin} (${what})`
}

function named({ needs }: Plan): Need[] {
  return needs.filter((need) => need.named)
}

function labelOf(plan: Plan, { method, url }: Need): string {
  return `${method} ${pathOf(plan, url)}`
}

function pathOf({ url: target }: Plan, url: string): string {
  return redactUrls(url.startsWith(`${target.origin}/`) ? url.slice(target.origin.length) : url)
}
