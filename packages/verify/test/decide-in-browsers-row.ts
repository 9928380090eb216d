import type { HeaderLines, PageRequest, CorsFailureReason } from '../src/decide/index.ts'
import type { Course, DecisionCase } from './decide-in-browsers-course.ts'
import { allowed, response, request } from './decide-support.ts'

/** A case, and its result according to the Fetch standard. */
export interface Row {
  /** The page and the header lines that it is sent: the start of the title. */
  who: string
  decisionCase: DecisionCase
  /** Why the page is blocked, or the header names it sees. */
  outcome: CorsFailureReason | readonly string[]
  /** `Access-Control-Request-Headers`: empty if there is none, `false` if no preflight is sent. */
  sendsPreflight: string | false
}

interface Parts {
  page?: Partial<PageRequest>
  /** Header lines of the preflight response. Default: lines that allow the page. */
  preflight?: HeaderLines
  preflightStatus?: number
  actual?: HeaderLines
  status?: number
  sendsPreflight?: string | false
}

/** Makes a row. Default: a GET without credentials, and responses that allow it. */
export function row(who: string, outcome: Row['outcome'], parts: Parts): Row {
  const { page, preflight = allowed, actual = allowed, sendsPreflight = false } = parts
  return {
    who,
    decisionCase: {
      request: request(page),
      preflight: response(preflight, parts.preflightStatus ?? 204),
      actual: response(actual, parts.status ?? 200),
    },
    outcome,
    sendsPreflight,
  }
}

/** The title of the row's test. */
export function titleOf({ who, outcome, sendsPreflight }: Row): string {
  const preflightLines =
    sendsPreflight === false
      ? 'no preflight'
      : `preflight for ${sendsPreflight || 'the method alone'}`
  const end = typeof outcome === 'string' ? outcome : `reads [${outcome.join(', ')}]`
  return `${who} → ${preflightLines}, ${end}`
}

/** The outcome and the preflight of a course, as a row states them. */
export function resultOf({
  preflightLines,
  sees,
  failure,
}: Course): Pick<Row, 'outcome' | 'sendsPreflight'> {
  const names = preflightLines?.find(([name]) => name === 'Access-Control-Request-Headers')?.[1]
  return {
    outcome: failure?.reason ?? sees ?? [],
    sendsPreflight: preflightLines ? (names ?? '') : false,
  }
}
