import type { Lines, Outcome, Recorded } from '../shared/types.ts'
import type { RecordedStep, RecordedRuns } from './types.ts'

/** An exchange: `GET /api/items`, the numbers of its header lines, 1 for a preflight; then the same of a response. */
type Row = [
  request: string,
  lines: readonly number[],
  isPreflight: 0 | 1,
  status?: number | undefined,
  responseLines?: readonly number[] | undefined,
]

interface StoredStep {
  outcome: Outcome
  rows: readonly Row[]
}

/** The form in which the recorded runs are stored: each header line once, because exchanges share most of them. */
export interface RunTable {
  engines: RecordedRuns['engines']
  /** Header lines such as `Origin: https://app.example.com`, sorted. The rows have their indexes. */
  lines: readonly string[]
  runs: Readonly<Record<string, readonly StoredStep[]>>
}

/** Returns the runs in the form in which they are stored. `fromTable` is the reverse. */
export function toTable({ engines, runs }: RecordedRuns): RunTable {
  const exchanges = Object.values(runs).flatMap((steps) =>
    steps.flatMap(({ recorded }) => recorded),
  )
  const all = exchanges.flatMap(({ requestHeaders, responseHeaders = [] }): Lines => [
    ...requestHeaders,
    ...responseHeaders,
  ])
  const lines = [...new Set(all.map(textOf))].sort()
  const numbers = new Map(lines.map((line, number) => [line, number]))
  const numbersOf = (some: Lines) => some.flatMap((line) => numbers.get(textOf(line)) ?? [])
  const rowOf = ({ method, path, requestHeaders, ...rest }: Recorded): Row => {
    const { isPreflight, status, responseHeaders } = rest
    const request = [`${method} ${path}`, numbersOf(requestHeaders), isPreflight ? 1 : 0] as const
    return responseHeaders ? [...request, status, numbersOf(responseHeaders)] : [...request]
  }
  return {
    engines,
    lines,
    runs: mapValues(runs, (steps) =>
      steps.map(({ outcome, recorded }) => ({ outcome, rows: recorded.map(rowOf) })),
    ),
  }
}

/** Returns the runs of a table. `toTable` is the reverse. */
export function fromTable({ engines, lines, runs }: RunTable): RecordedRuns {
  const linesOf = (numbers: readonly number[]) =>
    numbers.map((number) => lineOf(lines[number] ?? ''))
  const exchangeOf = (
    [request, numbers, isPreflight, status, responseLines]: Row,
    index: number,
  ) => {
    const [method = '', path = ''] = request.split(/ (.*)/s)
    const head = { index, method, path, requestHeaders: linesOf(numbers) }
    const response = responseLines && { status, responseHeaders: linesOf(responseLines) }
    return { ...head, ...response, isPreflight: isPreflight === 1 } as Recorded
  }
  return {
    engines,
    runs: mapValues(runs, (steps) => {
      let index = 0
      return steps.map(({ outcome, rows }): RecordedStep => ({
        outcome,
        recorded: rows.map((row) => exchangeOf(row, index++)),
      }))
    }),
  }
}

function textOf([name, value]: Lines[number]): string {
  return `${name}: ${value}`
}

function lineOf(text: string): Lines[number] {
  const colon = text.indexOf(': ')
  return [text.slice(0, colon), text.slice(colon + 2)]
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
