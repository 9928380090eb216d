import type { HeaderLines, PageRequest, RefusalReason } from '../src/decide/index.ts'
import type { Course, SetUp } from './decide-in-browsers-course.ts'
import { allowed, answer, request } from './decide-support.ts'

/** A set-up, and what the Fetch standard says comes of it. */
export interface Row {
  /** Who is sent what: the start of a sentence. */
  who: string
  setUp: SetUp
  /** Why the page is refused, or the header names it sees. */
  outcome: RefusalReason | readonly string[]
  /** `Access-Control-Request-Headers`: empty if there is none, `false` if no preflight comes. */
  asks: string | false
}

interface Parts {
  page?: Partial<PageRequest>
  /** Header lines and status of the preflight's answer; those that pass any page if not given. */
  preflight?: HeaderLines
  preflightStatus?: number
  actual?: HeaderLines
  status?: number
  asks?: string | false
}

/** A row; without further parts a GET without credentials, and no headers but those that allow it. */
export function row(who: string, outcome: Row['outcome'], parts: Parts): Row {
  const { page, preflight = allowed, actual = allowed, asks = false } = parts
  return {
    who,
    setUp: {
      request: request(page),
      preflight: answer(preflight, parts.preflightStatus ?? 204),
      actual: answer(actual, parts.status ?? 200),
    },
    outcome,
    asks,
  }
}

/** What a reader of the row is told. */
export function titleOf({ who, outcome, asks }: Row): string {
  const asked = asks === false ? 'no preflight' : `preflight for ${asks || 'the method alone'}`
  const end = typeof outcome === 'string' ? outcome : `reads [${outcome.join(', ')}]`
  return `${who} → ${asked}, ${end}`
}

/** Outcome and question of a row, from what the core says of its course. */
export function foretold({ asked, sees, refusal }: Course): Pick<Row, 'outcome' | 'asks'> {
  const names = asked?.find(([name]) => name === 'Access-Control-Request-Headers')?.[1]
  return { outcome: refusal?.reason ?? sees ?? [], asks: asked ? (names ?? '') : false }
}
