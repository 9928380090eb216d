import { readFileSync, writeFileSync } from 'node:fs'
import { replaceMarked } from '../servers/marked-text.ts'
import { stacks } from '../src/stacks/index.ts'
import { realStacks } from './index.ts'
import type { Result } from './prove-all.ts'

const readme = new URL('../README.md', import.meta.url)

/** Returns why the table would be wrong after a run; empty if the run proved all of it. */
export function untrue(results: readonly Result[]): string[] {
  return results.flatMap((result) => {
    const { id } = result.stack
    if ('missing' in result) return [`${id} did not run: ${result.missing}`]
    if (result.problems.length > 0) return [`${id}: the printed fix does not work`]
    const tried = stacks.find((stack) => stack.id === id)?.ranWith
    return tried === result.version
      ? []
      : [
          `${id} ran with ${result.version}; src/stacks/${id}.ts has ${tried === undefined ? 'no ranWith' : `ranWith ${tried}`}. Update ranWith.`,
        ]
  })
}

/** Writes the table of stacks into the README of this package. */
export function writeTable(): void {
  const text = readFileSync(readme, 'utf8')
  writeFileSync(readme, replaceMarked(text, 'stacks', table(), 'packages/verify/README.md'))
}

/** The table of stacks in Markdown. */
export function table(): string {
  const head = ['stack', 'name', 'tried with', 'wrong in', 'printed fix']
  const rows = stacks.map(({ id, name, ranWith = '', documentedFor }) => {
    const real = realStacks.find((each) => each.id === id)
    const wrong = real?.wrong.map(({ title }) => title).join('; ') ?? ''
    const source = documentedFor === undefined ? '' : `; documentation of ${documentedFor}`
    const result = real ? 'works' : ranWith === '' ? `not run here${source}` : 'tried by hand'
    return [`\`${id}\``, name, ranWith, wrong, result]
  })
  return aligned([head, ...rows])
}

/** Lists the stacks without a real server here, with the documentation that their fixes follow. */
export function withoutServer(): string {
  const names = stacks
    .filter(({ id }) => realStacks.every((real) => real.id !== id))
    .map(({ id, documentedFor = 'none' }) => `  ${id}: ${documentedFor}`)
  return [
    'Not run, because these stacks have no server here; their fixes follow the documentation:',
    ...names,
  ].join('\n')
}

/** Pads the cells of each column to the same width, as Prettier does. */
function aligned(rows: readonly string[][]): string {
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths?.[column] ?? 0, fill)).join(' | ')} |`
  const [head = [], ...others] = rows
  return [
    line(head),
    line(
      head.map(() => ''),
      '-',
    ),
    ...others.map((row) => line(row)),
  ].join('\n')
}
