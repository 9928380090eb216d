import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { loadScenarios, viewOf } from '../src/server/scenarios.ts'
import { groups } from '../src/shared/groups.ts'

const folder = mkdtempSync(join(tmpdir(), 'scenarios-'))
after(() => rmSync(folder, { recursive: true }))

const step = {
  page: 'app',
  action: { kind: 'fetch', method: 'GET', path: '/', credentials: 'omit' },
}
const right = {
  group: groups[0].id,
  title: 'One',
  prose: 'Two.',
  wrong: {
    server: { code: 'code', file: 'README.md' },
    steps: [step],
    expected: [{ readable: true }],
  },
  spec: 'https://fetch.spec.whatwg.org/',
  app: 'README.md',
}
const write = (name: string, scenario: unknown) =>
  writeFileSync(join(folder, name), `export const scenario = ${JSON.stringify(scenario)}`)

test('every scenario of the lab → valid, in the order of its group', async () => {
  const { scenarios, problems } = await loadScenarios()
  assert.deepEqual(problems, [])
  assert.ok(scenarios.length > 0)
  const ranks = scenarios.map(({ scenario }) => groups.findIndex(({ id }) => id === scenario.group))
  assert.deepEqual(
    ranks,
    ranks.toSorted((one, other) => one - other),
  )
  assert.ok(scenarios.every((each) => JSON.stringify(viewOf(each)).length > 0))
})

test('an invalid scenario → left out, with each of its problems', async () => {
  write('_helper.ts', 'no scenario')
  write('a-right.ts', right)
  write('b-twin.ts', right)
  write('c-wrong.ts', {
    ...right,
    title: '',
    group: 'None',
    spec: 'fetch',
    failure: 99,
    app: 'apps/nowhere.ts',
    wrong: { ...right.wrong, expected: [], server: { code: '', file: '' } },
  })
  writeFileSync(join(folder, 'd-none.ts'), 'export const other = 1')
  const { group, wrong, ...rest } = right
  const { steps, ...side } = wrong
  const row = { ...rest, title: 'Three', steps, wrong: side, right: side }
  const rows = { 'e-row': row, 'f-row': { ...row, title: 'Four', steps: [] }, 'a-right': row }
  mkdirSync(join(folder, 'tables'))
  writeFileSync(join(folder, `tables/${group}.ts`), `export const rows = ${JSON.stringify(rows)}`)
  writeFileSync(
    join(folder, 'tables/none.ts'),
    `export const rows = ${JSON.stringify({ 'g-row': { ...row, title: 'Five' } })}`,
  )
  const { scenarios, problems } = await loadScenarios(pathToFileURL(`${folder}/`))
  assert.deepEqual(
    scenarios.map(({ id, scenario }) => [id, scenario.group, scenario.right?.steps.length]),
    [
      ['a-right', group, undefined],
      ['e-row', group, 1],
    ],
  )
  assert.deepEqual(problems, [
    'SCENARIO_INVALID  b-twin.ts  title: a-right.ts has the same.',
    'SCENARIO_INVALID  c-wrong.ts  group "None": none of those in groups.ts.',
    'SCENARIO_INVALID  c-wrong.ts  title: empty.',
    'SCENARIO_INVALID  c-wrong.ts  spec "fetch": not an https address.',
    'SCENARIO_INVALID  c-wrong.ts  failure 99: docs/troubleshooting.md has no such section.',
    'SCENARIO_INVALID  c-wrong.ts  app "apps/nowhere.ts": no such file.',
    'SCENARIO_INVALID  c-wrong.ts  wrong: 1 steps and 0 expected results, where each step has its own.',
    'SCENARIO_INVALID  c-wrong.ts  wrong.server.code: empty.',
    'SCENARIO_INVALID  c-wrong.ts  wrong.server.file "": no such file.',
    'SCENARIO_INVALID  d-none.ts  exports neither `scenario` nor `rows`.',
    `SCENARIO_INVALID  tables/${group}.ts f-row  wrong.steps: empty.`,
    `SCENARIO_INVALID  tables/${group}.ts f-row  wrong: 0 steps and 1 expected results, where each step has its own.`,
    `SCENARIO_INVALID  tables/${group}.ts f-row  right.steps: empty.`,
    `SCENARIO_INVALID  tables/${group}.ts f-row  right: 0 steps and 1 expected results, where each step has its own.`,
    `SCENARIO_INVALID  tables/${group}.ts a-right  id "a-right": a-right.ts has the same.`,
    `SCENARIO_INVALID  tables/${group}.ts a-right  title: tables/${group}.ts e-row has the same.`,
    'SCENARIO_INVALID  tables/none.ts g-row  group "none": none of those in groups.ts.',
  ])
})
