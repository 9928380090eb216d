import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { servers } from '../servers/index.ts'
import { createCommand } from '../src/cli/command.ts'
import { causes } from '../src/causes/index.ts'
import { titlesOfUrls } from '../src/checks/not-cors.ts'
import { findingCodes, requestLimits } from '../src/index.ts'
import { resolvePlan } from '../src/resolve-plan.ts'
import { stacks } from '../src/stacks/index.ts'
import { realStacks } from '../stacks/index.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** The cells of a table's rows, below a heading and until the next one. */
function rowsBelow(heading: string): string[][] {
  const section = readme.split(`\n${heading}\n`)[1]?.split(/\n##+ /)[0] ?? ''
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

describe('the README of cors-verify', () => {
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

  it('the table of stacks → has each stack, in the order of the code', () => {
    const rows = rowsBelow('## Stacks').map(([id, ...cells]) => [codeIn(id), ...cells])
    const known = stacks.map(({ id, name, ranWith = '', documentedFor }) => {
      const real = realStacks.find((each) => each.id === id)
      const wrong = real?.wrong.map(({ title }) => title).join('; ') ?? ''
      const source = documentedFor === undefined ? '' : `; documentation of ${documentedFor}`
      return [id, name, ranWith, wrong, real ? 'works' : `not run here${source}`]
    })
    assert.deepEqual(rows, known)
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
    const text = readme.replaceAll(/\s+/g, ' ')
    const { firstRequest, furtherRequest, run } = requestLimits
    assert.ok(
      text.includes(
        `at most ${firstRequest}, ${furtherRequest} more for each further request and origin, and ${run} for a run`,
      ),
    )
  })
})
