import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Verdict } from './judge.ts'
import { replaceMarked } from './marked-text.ts'

const readme = new URL('README.md', import.meta.url)

/** One line of the matrix, for a terminal. */
export function matrixLine(verdict: Verdict): string {
  const { id, server, problems, milliseconds } = verdict
  const cells = [
    problems.length === 0 ? 'ok ' : 'NOT',
    id.padEnd(38),
    server.stack.padEnd(13),
    `expected ${codesOr(server.expects)}`.padEnd(46),
    `found ${foundOr(verdict)}`,
    `${String(Math.round(milliseconds))} ms`,
  ]
  return [cells.join('  '), ...problems.map((problem) => `     ${problem}`)].join('\n')
}

/**
 * Writes the table between the markers of the README in this folder.
 *
 * @throws if a marker is missing
 */
export function writeTable(verdicts: readonly Verdict[]): void {
  writeFileSync(readme, withTable(readReadme(), verdicts))
}

/** Throws if a marker is missing, before a long run instead of after it. */
export function checkMarkers(): void {
  withTable(readReadme(), [])
}

function readReadme(): string {
  return existsSync(readme) ? readFileSync(readme, 'utf8') : ''
}

/**
 * The text with the table between its markers.
 *
 * @throws if a marker is missing
 */
export function withTable(text: string, verdicts: readonly Verdict[]): string {
  return replaceMarked(text, 'servers', table(verdicts), 'packages/verify/servers/README.md')
}

/** The matrix in Markdown: the broken servers, then the unusual ones. */
export function table(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map((verdict) => {
    const { id, kind, server, problems } = verdict
    const file = `[${id}](${kind}/${id}.ts)`
    const found =
      problems.length === 0 ? foundOr(verdict) : `**not as expected**: ${problems.join('; ')}`
    const causes = codesOr([server.cause ?? []].flat())
    const cells = [file, server.stack, server.title, codesOr(server.expects), causes, found]
    return `| ${cells.join(' | ')} |`
  })
  const head =
    '| server | stack | what it does | expected | cause | found, by |\n| --- | --- | --- | --- | --- | --- |'
  return `${head}\n${rows.join('\n')}`
}

function codesOr(codes: readonly string[]): string {
  return codes.length === 0 ? 'nothing' : codes.join(', ')
}

function foundOr({ found }: Verdict): string {
  return codesOr(found.map(({ code, by }) => `${code} (${by.join(', ')})`))
}
