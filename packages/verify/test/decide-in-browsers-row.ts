import type { HeaderLines, PageRequest, CorsFailureReason } from '../src/decide/index.ts'
import type { Course, DecisionCase } from './decide-in-browsers-course.ts'
import { allowed, response, request } from './decide-support.ts'

/** A server, and what the Fetch standard says comes of it. */
export interface Row {
  /** Who is sent what: the start of a sentence. */
  who: string
  decisionCase: DecisionCase
  /** Why the page is blocked, or the header names it sees. */
  outcome: CorsFailureReason | readonly string[]
  /** `Access-Control-Request-Headers`: empty if there is none, `false` if no preflight comes. */
  sendsPreflight: string | false
}

interface Parts {
  page?: Partial<PageRequest>
  /** Header lines and status of the preflight response; those that pass any page if not given. */
  preflight?: HeaderLines
  preflightStatus?: number
  actual?: HeaderLines
  status?: number
  sendsPreflight?: string | false
}

/** A row; without further parts a GET without credentials, and no headers but those that allow it. */
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

/** What a reader of the row is told. */
export function titleOf({ who, outcome, sendsPreflight }: Row): string {
  const preflightLines =
    sendsPreflight === false
      ? 'no preflight'
      : `preflight for ${sendsPreflight || 'the method alone'}`
  const end = typeof outcome === 'string' ? outcome : `reads [${outcome.join(', ')}]`
  return `${who} → ${preflightLines}, ${end}`
}

/** Outcome and question of a row, from what the core says of its course. */
export function predicted({
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
