import type { Outcome, Expected, Recorded } from '../../shared/types.ts'
import { engineNames, engines, type Engine } from './engine.ts'

/** A row of the table of expected and actual results. */
export interface Comparison {
  what: string
  expected: string
  actual: string
  holds: boolean
}

/** Returns the expected result in an engine: its own if it has one, else the common one. */
export function expectedIn(expected: Expected, engine: Engine): Omit<Expected, 'only'> {
  return expected.only?.[engine] ?? expected
}

/** Returns a sentence for each other engine with a different expected result. */
export function expectedElsewhere(expected: Expected, engine: Engine): string[] {
  const here = inWords(expectedIn(expected, engine))
  return engines
    .map((each) => ({ name: engineNames[each], words: inWords(expectedIn(expected, each)) }))
    .filter(({ words }) => words !== here)
    .map(({ name, words }) => `${name} differs. Expected there: ${words}.`)
}

function inWords(expected: Omit<Expected, 'only'>): string {
  return compare(expected, { readable: false }, [])
    .map(({ what, expected: value }) => `${what}: ${value}`)
    .join('; ')
}

/** Compares a step with its expected result. Properties that this does not have are not compared. */
export function compare(
  expected: Omit<Expected, 'only'>,
  outcome: Outcome,
  recorded: readonly Recorded[],
): Comparison[] {
  const rows = [row('JavaScript can read it', yesNo(expected.readable), yesNo(outcome.readable))]
  if (expected.status !== undefined) {
    rows.push(row('Status it sees', String(expected.status), String(outcome.status ?? 'none')))
  }
  for (const [name, value] of Object.entries(expected.values ?? {})) {
    const got = outcome.values?.[name] ?? outcome.values?.[name.toLowerCase()] ?? null
    rows.push(row(`headers.get('${name}')`, quoted(value), quoted(got)))
  }
  if (expected.serverSaw) {
    const saw = recorded.map(({ method }) => method)
    rows.push(row('The server saw', list(expected.serverSaw), list(saw)))
  }
  if (expected.serverResponded) {
    const statuses = recorded.map(({ status }) => status ?? 'nothing')
    rows.push(row('Its response statuses', list(expected.serverResponded), list(statuses)))
  }
  if (expected.cookieSent !== undefined) {
    rows.push(row('A cookie came with it', yesNo(expected.cookieSent), yesNo(cookieSent(recorded))))
  }
  return rows
}

function row(what: string, expected: string, actual: string): Comparison {
  return { what, expected, actual, holds: expected === actual }
}

function cookieSent(recorded: readonly Recorded[]): boolean {
  const last = recorded.at(-1)
  return last?.requestHeaders.some(([name]) => name.toLowerCase() === 'cookie') ?? false
}

const yesNo = (value: boolean) => (value ? 'yes' : 'no')
const quoted = (value: string | null) => (value === null ? 'null' : `'${value}'`)
const list = (each: readonly (string | number)[]) => each.join(', ') || 'nothing'
