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

/** A known difference between a browser and the decision core. */
interface KnownDifference {
  browser: BrowserDriver['name']
  why: string
  /** Changes the case to one for which the core predicts what this browser does. */
  asIf?: (decisionCase: DecisionCase) => DecisionCase
  /** Changes the prediction of the core to that for this browser. `observed` is the browser's course. */
  instead?: (predicted: Course, decisionCase: DecisionCase, observed: Course) => Course
}

const named = (head: ResponseHead, name: string): HeaderLines =>
  head.headers.filter(([each]) => each.toLowerCase() === name)
const without = (head: ResponseHead, name: string): ResponseHead => ({
  ...head,
  headers: head.headers.filter(([each]) => each.toLowerCase() !== name),
})
const unparsable =
  (notCors: string) =>
  (predicted: Course, { actual }: DecisionCase): Course => {
    if (
      predicted.sent.at(-1) === 'OPTIONS' ||
      !actual.headers.some(([, value]) => value.includes('\0'))
    )
      return predicted
    return {
      sent: predicted.sent,
      ...(predicted.preflightLines && { preflightLines: predicted.preflightLines }),
      readable: false,
      notCors,
    }
  }
const renamed = (predicted: Course, failure: Partial<CorsFailure>): Course =>
  predicted.failure ? { ...predicted, failure: { ...predicted.failure, ...failure } } : predicted
const broken = /[^!#$%&'*+\-.^_`|~0-9A-Za-z]/

/**
 * The differences of Chromium 156 and Firefox 153. Any other difference is a fault of the core. Each
 * one has a row, whose test fails when the browser no longer differs; only the order of Chromium's
 * hash table is not predicted.
 *
 * No case has client hints, `user-agent` or doubled safelisted headers: for these, Chromium names
 * fewer or more headers in the preflight than the standard, see `corsUnsafeHeaderNames`.
 */
const knownDifferences: readonly KnownDifference[] = [
  {
    browser: 'chromium',
    why: 'A response with a NUL in its head is not HTTP, so there is no CORS check.',
    instead: unparsable('net::ERR_INVALID_HTTP_RESPONSE'),
  },
  {
    browser: 'firefox',
    why: 'A response with a NUL in its head is not HTTP, so there is no CORS check.',
    instead: unparsable('(Reason: CORS request did not succeed). Status code: (null).'),
  },
  {
    browser: 'chromium',
    why:
      'Of several headers that are not allowed the core names the first in alphabetical order, ' +
      'Chromium the first of a hash table. The standard names none.',
    instead: (predicted, decisionCase, { failure }) => {
      const { request } = decisionCase
      const subject = failure?.subject
      if (predicted.failure?.reason !== 'header-not-allowed' || subject === undefined)
        return predicted
      const headers = request.headers.filter(([name]) => name.toLowerCase() === subject)
      const alone = predict({ ...decisionCase, request: { ...request, headers } }).failure
      return alone?.reason === 'header-not-allowed' && alone.subject === subject
        ? renamed(predicted, { subject })
        : predicted
    },
  },
  {
    browser: 'firefox',
    why: 'Firefox checks Allow-Origin of a preflight that is redirected before it reports the redirect.',
    asIf: (decisionCase) =>
      corsCheck(decisionCase.request, decisionCase.preflight.headers)
        ? { ...decisionCase, preflight: without(decisionCase.preflight, 'location') }
        : decisionCase,
  },
  {
    browser: 'firefox',
    why: 'Firefox compares the method before it reads the list of headers, valid or not.',
    asIf: (decisionCase) => {
      const preflight = without(decisionCase.preflight, 'access-control-allow-headers')
      const isOfMethod =
        checkPreflight(decisionCase.request, preflight)?.reason === 'method-not-allowed'
      return isOfMethod ? { ...decisionCase, preflight } : decisionCase
    },
  },
  {
    browser: 'firefox',
    why: 'Firefox treats bytes from 0x80 on as unsafe in Accept and Content-Type: more preflights.',
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
    why: 'Without credentials, a `*` before the invalid member of Expose-Headers exposes all headers.',
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
    why: 'Firefox treats an empty Location as a redirect to the same URL, Chromium as no Location.',
    instead: (predicted, { preflight }) =>
      predicted.failure?.reason === 'preflight-status' &&
      [301, 302, 303, 307, 308].includes(preflight.status) &&
      named(preflight, 'location').length > 0
        ? renamed(predicted, { reason: 'preflight-redirect' })
        : predicted,
  },
]

/** Predicts the course in a browser: that of the core, changed by the known differences. */
export function predictFor(
  name: BrowserDriver['name'],
  decisionCase: DecisionCase,
  observed: Course,
): Course {
  const known = knownDifferences.filter(({ browser }) => browser === name)
  const judged = known.reduce((each, { asIf }) => asIf?.(each) ?? each, decisionCase)
  return known.reduce(
    (predicted, { instead }) => instead?.(predicted, judged, observed) ?? predicted,
    predict(judged),
  )
}
