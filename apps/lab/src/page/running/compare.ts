import type { Outcome, Promised, Recorded } from '../../shared/types.ts'
import { engineNames, engines, type Engine } from './engine.ts'

/** One thing that is promised of an act, and what came of it. */
export interface Comparison {
  what: string
  promised: string
  actual: string
  holds: boolean
}

/** What is promised in this engine: its own promise stands in place of the common one. */
export function promisedIn(promised: Promised, engine: Engine): Omit<Promised, 'only'> {
  return promised.only?.[engine] ?? promised
}

/**
 * What is promised in the other engines, where it is not the same: a sentence for each.
 */
export function promisedElsewhere(promised: Promised, engine: Engine): string[] {
  const here = inWords(promisedIn(promised, engine))
  return engines
    .map((each) => ({ name: engineNames[each], words: inWords(promisedIn(promised, each)) }))
    .filter(({ words }) => words !== here)
    .map(({ name, words }) => `${name} differs. Expected there: ${words}.`)
}

function inWords(promised: Omit<Promised, 'only'>): string {
  return compare(promised, { readable: false }, [])
    .map(({ what, promised: value }) => `${what}: ${value}`)
    .join('; ')
}

/** Holds an act to its promise. What is not promised is not compared. */
export function compare(
  promised: Omit<Promised, 'only'>,
  outcome: Outcome,
  recorded: readonly Recorded[],
): Comparison[] {
  const rows = [row('JavaScript can read it', yesNo(promised.readable), yesNo(outcome.readable))]
  if (promised.status !== undefined) {
    rows.push(row('Status it sees', String(promised.status), String(outcome.status ?? 'none')))
  }
  for (const [name, value] of Object.entries(promised.values ?? {})) {
    const got = outcome.values?.[name] ?? outcome.values?.[name.toLowerCase()] ?? null
    rows.push(row(`headers.get('${name}')`, quoted(value), quoted(got)))
  }
  if (promised.serverSaw) {
    const saw = recorded.map(({ method }) => method)
    rows.push(row('The server saw', list(promised.serverSaw), list(saw)))
  }
  if (promised.serverAnswered) {
    const answered = recorded.map(({ status }) => status ?? 'nothing')
    rows.push(row('Its response statuses', list(promised.serverAnswered), list(answered)))
  }
  if (promised.cookieSent !== undefined) {
    rows.push(row('A cookie came with it', yesNo(promised.cookieSent), yesNo(cookieSent(recorded))))
  }
  return rows
}

function row(what: string, promised: string, actual: string): Comparison {
  return { what, promised, actual, holds: promised === actual }
}

function cookieSent(recorded: readonly Recorded[]): boolean {
  const last = recorded.at(-1)
  return last?.requestHeaders.some(([name]) => name.toLowerCase() === 'cookie') ?? false
}

const yesNo = (value: boolean) => (value ? 'yes' : 'no')
const quoted = (value: string | null) => (value === null ? 'null' : `'${value}'`)
const list = (each: readonly (string | number)[]) => each.join(', ') || 'nothing'
