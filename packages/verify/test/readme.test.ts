import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { servers } from '../servers/index.ts'
import { createCommand } from '../src/cli/command.ts'
import { causes } from '../src/causes/index.ts'
import { titlesOfUrls } from '../src/checks/not-cors.ts'
import { findingCodes, requestLimits } from '../src/index.ts'
import { resolvePlan } from '../src/resolve-plan.ts'
import { stacks } from '../src/stacks/index.ts'
import { realStacks } from '../stacks/index.ts'
import { table } from '../stacks/table.ts'

const read = (path: string) => readFileSync(join(import.meta.dirname, '..', path), 'utf8')
const readme = read('README.md')

const reference = read(join('docs', 'reference.md'))

/** The cells of a table's rows in the reference, below a heading and until the next one. */
function rowsBelow(heading: string): string[][] {
  const section = reference.split(`\n${heading}\n`)[1]?.split(/\n##+ /)[0] ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('| `'))
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

const codeIn = (cell = '') => /`([^`]+)`/.exec(cell)?.[1] ?? ''

describe('the README of the servers', () => {
  it('has each server, the broken ones first', () => {
    const text = readFileSync(new URL('../servers/README.md', import.meta.url), 'utf8')
    const linked = [...text.matchAll(/^\| \[([^\]]+)\]\(([^)]+)\)/gm)].map(([, id, path]) => [
      id,
      path,
    ])
    assert.deepEqual(
      linked,
      servers.map(({ id, kind }) => [id, `${kind}/${id}.ts`]),
    )
  })
})

describe('the README and the reference of cors-verify', () => {
  it('the README → at most 700 words beside its code and its tables', () => {
    const prose = readme.replaceAll(/^```[^]*?^```$|^\|.*$|^<!--.*$/gm, '')
    const words = prose.split(/\s+/).filter((word) => word !== '')
    assert.ok(words.length <= 700, String(words.length))
  })

  it('the table of codes → has each code, in the order of the code', () => {
    const codes = rowsBelow('## What it finds').map(([cell]) => codeIn(cell))
    assert.deepEqual(codes, findingCodes)
  })

  it('the table of causes → has each cause and its title, in the order of the code', () => {
    const rows = rowsBelow('### Causes').map(([id, title]) => [codeIn(id), title])
    const known = causes.map(({ id, title }) => [
      id,
      typeof title === 'string' ? title : title('…'),
    ])
    assert.deepEqual(rows, [...known, ...Object.entries(titlesOfUrls)])
  })

  it('the table of stacks → is the one that npm run stacks writes', () => {
    assert.ok(readme.includes(`<!-- stacks -->\n\n${table()}\n\n<!-- /stacks -->`))
  })

  it('each stack that runs → is a stack, with the version that its fixes ran on', () => {
    const tried = stacks.filter(({ ranWith }) => ranWith !== undefined).map(({ id }) => id)
    const notTried = realStacks.map(({ id }) => id).filter((id) => !tried.includes(id))
    assert.deepEqual(notTried, [])
  })

  it('the table of flags → has each flag of the command', () => {
    const flags = rowsBelow('## Flags').flatMap(([cell = '']) => cell.match(/--[a-z-]+/g) ?? [])
    const known = createCommand('1').options.map(({ long }) => long)
    assert.deepEqual([...flags].sort(), [...known, '--help'].sort())
  })

  it('the limits → are those of the code', () => {
    const plan = resolvePlan('https://api.example.com', { origins: ['https://app.example.com'] })
    const defaults = new Map(
      rowsBelow('## Flags').map(([flag = '', , , last]) => [codeIn(flag), last]),
    )
    assert.equal(defaults.get('--timeout'), String(plan.timeoutMs / 1000))
    assert.equal(defaults.get('--run-timeout'), String(plan.runTimeoutMs / 1000))
    const text = reference.replaceAll(/\s+/g, ' ')
    const { firstRequest, furtherRequest, run } = requestLimits
    assert.ok(
      text.includes(
        `at most ${firstRequest}, ${furtherRequest} more for each further request and origin, and ${run} for a run`,
      ),
    )
  })
})
