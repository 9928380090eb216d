import type { BrowserDriver } from '../src/browser/index.ts'
import {
  type ResponseHead,
  checkPreflight,
  corsCheck,
  type HeaderLines,
  type CorsFailure,
} from '../src/decide/index.ts'
import { predict, type Course, type DecisionCase } from './decide-in-browsers-course.ts'
import { expose } from './decide-support.ts'

/** Where a browser is known to do other than the decision core says, and what it does instead. */
interface KnownDifference {
  browser: BrowserDriver['name']
  why: string
  /** The server that the core must judge to come to what this browser does. */
  asIf?: (decisionCase: DecisionCase) => DecisionCase
  /** What this browser says instead of what the core says; `did` is what it said. */
  instead?: (says: Course, decisionCase: DecisionCase, did: Course) => Course
}

const named = (head: ResponseHead, name: string): HeaderLines =>
  head.headers.filter(([each]) => each.toLowerCase() === name)
const without = (head: ResponseHead, name: string): ResponseHead => ({
  ...head,
  headers: head.headers.filter(([each]) => each.toLowerCase() !== name),
})
const unparsable =
  (notCors: string) =>
  (says: Course, { actual }: DecisionCase): Course => {
    if (says.sent.at(-1) === 'OPTIONS' || !actual.headers.some(([, value]) => value.includes('\0')))
      return says
    return {
      sent: says.sent,
      ...(says.preflightLines && { preflightLines: says.preflightLines }),
      readable: false,
      notCors,
    }
  }
const renamed = (says: Course, failure: Partial<CorsFailure>): Course =>
  says.failure ? { ...says, failure: { ...says.failure, ...failure } } : says
const broken = /[^!#$%&'*+\-.^_`|~0-9A-Za-z]/

/**
 * All of them, of Chromium 156 and Firefox 153. What is not here is a fault. A row stands for each,
 * and turns red when its difference goes away; only the order of a hash table is left to the browser.
 *
 * Never sent are client hints, `user-agent` and doubled safelisted headers, for which Chromium asks
 * less or more than the standard: `corsUnsafeHeaderNames` tells of them.
 */
const knownDifferences: readonly KnownDifference[] = [
  {
    browser: 'chromium',
    why: 'A response with a NUL in its head is no HTTP, so it never comes to CORS.',
    instead: unparsable('net::ERR_INVALID_HTTP_RESPONSE'),
  },
  {
    browser: 'firefox',
    why: 'A response with a NUL in its head is no HTTP, so it never comes to CORS.',
    instead: unparsable('(Reason: CORS request did not succeed). Status code: (null).'),
  },
  {
    browser: 'chromium',
    why:
      'Of several headers that are not allowed the core names the first in alphabetical order, ' +
      'Chromium the first of a hash table. The standard names none.',
    instead: (says, decisionCase, { failure }) => {
      const { request } = decisionCase
      const subject = failure?.subject
      if (says.failure?.reason !== 'header-not-allowed' || subject === undefined) return says
      const headers = request.headers.filter(([name]) => name.toLowerCase() === subject)
      const alone = predict({ ...decisionCase, request: { ...request, headers } }).failure
      return alone?.reason === 'header-not-allowed' && alone.subject === subject
        ? renamed(says, { subject })
        : says
    },
  },
  {
    browser: 'firefox',
    why: 'Firefox checks the origin of a preflight that is a redirect, and only then stops there.',
    asIf: (decisionCase) =>
      corsCheck(decisionCase.request, decisionCase.preflight.headers)
        ? { ...decisionCase, preflight: without(decisionCase.preflight, 'location') }
        : decisionCase,
  },
  {
    browser: 'firefox',
    why: 'Firefox compares the method before it reads the list of headers, broken or not.',
    asIf: (decisionCase) => {
      const preflight = without(decisionCase.preflight, 'access-control-allow-headers')
      const isOfMethod =
        checkPreflight(decisionCase.request, preflight)?.reason === 'method-not-allowed'
      return isOfMethod ? { ...decisionCase, preflight } : decisionCase
    },
  },
  {
    browser: 'firefox',
    why: 'To Firefox bytes from 0x80 on are unsafe in Accept and Content-Type: it asks more often.',
    asIf: (decisionCase) => ({
      ...decisionCase,
      request: {
        ...decisionCase.request,
        headers: decisionCase.request.headers.map(([name, value]) => [
          name,
          /^(accept|content-type)$/i.test(name) ? value.replace(/[\x80-\xff]/g, '"') : value,
        ]),
      },
    }),
  },
  {
    browser: 'firefox',
    why: 'In a broken Expose-Headers a `*` before the broken member counts, without credentials.',
    asIf: (decisionCase) => {
      const { request, actual } = decisionCase
      const members = named(actual, 'access-control-expose-headers')
        .flatMap(([, value]) => value.split(','))
        .map((member) => member.replace(/^[\t ]+|[\t ]+$/g, ''))
      const end = members.findIndex((member) => broken.test(member))
      if (request.credentials === 'include' || !members.slice(0, end).includes('*'))
        return decisionCase
      const rest = without(actual, 'access-control-expose-headers')
      return { ...decisionCase, actual: { ...rest, headers: [...rest.headers, expose('*')] } }
    },
  },
  {
    browser: 'firefox',
    why: 'To Firefox an empty Location is a redirect to the same URL; Chromium reads it as none.',
    instead: (says, { preflight }) =>
      says.failure?.reason === 'preflight-status' &&
      [301, 302, 303, 307, 308].includes(preflight.status) &&
      named(preflight, 'location').length > 0
        ? renamed(says, { reason: 'preflight-redirect' })
        : says,
  },
]

/** What the core says this browser does, where it is known to differ and elsewhere. */
export function predictFor(
  name: BrowserDriver['name'],
  decisionCase: DecisionCase,
  did: Course,
): Course {
  const known = knownDifferences.filter(({ browser }) => browser === name)
  const judged = known.reduce((each, { asIf }) => asIf?.(each) ?? each, decisionCase)
  return known.reduce((says, { instead }) => instead?.(says, judged, did) ?? says, predict(judged))
}
