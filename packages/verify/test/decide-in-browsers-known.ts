import type { BrowserDriver } from '../src/browser/index.ts'
import {
  type AnswerHead,
  checkPreflight,
  corsCheck,
  type HeaderLines,
  type Refusal,
} from '../src/decide/index.ts'
import { predict, type Course, type SetUp } from './decide-in-browsers-course.ts'
import { expose } from './decide-support.ts'

/** Where a browser is known to do other than the decision core says, and what it does instead. */
interface KnownDifference {
  browser: BrowserDriver['name']
  why: string
  /** The set-up that the core must judge to come to what this browser does. */
  asIf?: (setUp: SetUp) => SetUp
  /** What this browser says instead of what the core says; `did` is what it said. */
  instead?: (says: Course, setUp: SetUp, did: Course) => Course
}

const named = (head: AnswerHead, name: string): HeaderLines =>
  head.headers.filter(([each]) => each.toLowerCase() === name)
const without = (head: AnswerHead, name: string): AnswerHead => ({
  ...head,
  headers: head.headers.filter(([each]) => each.toLowerCase() !== name),
})
const unparsable =
  (notCors: string) =>
  (says: Course, { actual }: SetUp): Course => {
    if (says.sent.at(-1) === 'OPTIONS' || !actual.headers.some(([, value]) => value.includes('\0')))
      return says
    return { sent: says.sent, ...(says.asked && { asked: says.asked }), readable: false, notCors }
  }
const renamed = (says: Course, refusal: Partial<Refusal>): Course =>
  says.refusal ? { ...says, refusal: { ...says.refusal, ...refusal } } : says
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
    why: 'An answer with a NUL in its head is no HTTP, so it never comes to CORS.',
    instead: unparsable('net::ERR_INVALID_HTTP_RESPONSE'),
  },
  {
    browser: 'firefox',
    why: 'An answer with a NUL in its head is no HTTP, so it never comes to CORS.',
    instead: unparsable('(Reason: CORS request did not succeed). Status code: (null).'),
  },
  {
    browser: 'chromium',
    why:
      'Of several headers that are not allowed the core names the first in alphabetical order, ' +
      'Chromium the first of a hash table. The standard names none.',
    instead: (says, setUp, { refusal }) => {
      const { request } = setUp
      const subject = refusal?.subject
      if (says.refusal?.reason !== 'header-not-allowed' || subject === undefined) return says
      const headers = request.headers.filter(([name]) => name.toLowerCase() === subject)
      const alone = predict({ ...setUp, request: { ...request, headers } }).refusal
      return alone?.reason === 'header-not-allowed' && alone.subject === subject
        ? renamed(says, { subject })
        : says
    },
  },
  {
    browser: 'firefox',
    why: 'Firefox checks the origin of a preflight that is a redirect, and only then stops there.',
    asIf: (setUp) =>
      corsCheck(setUp.request, setUp.preflight.headers)
        ? { ...setUp, preflight: without(setUp.preflight, 'location') }
        : setUp,
  },
  {
    browser: 'firefox',
    why: 'Firefox compares the method before it reads the list of headers, broken or not.',
    asIf: (setUp) => {
      const preflight = without(setUp.preflight, 'access-control-allow-headers')
      const isOfMethod = checkPreflight(setUp.request, preflight)?.reason === 'method-not-allowed'
      return isOfMethod ? { ...setUp, preflight } : setUp
    },
  },
  {
    browser: 'firefox',
    why: 'To Firefox bytes from 0x80 on are unsafe in Accept and Content-Type: it asks more often.',
    asIf: (setUp) => ({
      ...setUp,
      request: {
        ...setUp.request,
        headers: setUp.request.headers.map(([name, value]) => [
          name,
          /^(accept|content-type)$/i.test(name) ? value.replace(/[\x80-\xff]/g, '"') : value,
        ]),
      },
    }),
  },
  {
    browser: 'firefox',
    why: 'In a broken Expose-Headers a `*` before the broken member counts, without credentials.',
    asIf: (setUp) => {
      const { request, actual } = setUp
      const members = named(actual, 'access-control-expose-headers')
        .flatMap(([, value]) => value.split(','))
        .map((member) => member.replace(/^[\t ]+|[\t ]+$/g, ''))
      const end = members.findIndex((member) => broken.test(member))
      if (request.credentials === 'include' || !members.slice(0, end).includes('*')) return setUp
      const rest = without(actual, 'access-control-expose-headers')
      return { ...setUp, actual: { ...rest, headers: [...rest.headers, expose('*')] } }
    },
  },
  {
    browser: 'firefox',
    why: 'To Firefox an empty Location is a redirect to the same URL; Chromium reads it as none.',
    instead: (says, { preflight }) =>
      says.refusal?.reason === 'preflight-status' &&
      [301, 302, 303, 307, 308].includes(preflight.status) &&
      named(preflight, 'location').length > 0
        ? renamed(says, { reason: 'preflight-redirect' })
        : says,
  },
]

/** What the core says this browser does, where it is known to differ and elsewhere. */
export function predictFor(name: BrowserDriver['name'], setUp: SetUp, did: Course): Course {
  const known = knownDifferences.filter(({ browser }) => browser === name)
  const judged = known.reduce((each, { asIf }) => asIf?.(each) ?? each, setUp)
  return known.reduce((says, { instead }) => instead?.(says, judged, did) ?? says, predict(judged))
}
