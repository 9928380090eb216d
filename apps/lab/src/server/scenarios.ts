import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { groups, type Group } from '../shared/groups.ts'
import type {
  Scenario,
  ScenarioRow,
  ScenarioRows,
  ScenarioView,
  Side,
  SideRow,
} from '../shared/types.ts'

/** A scenario with its id. */
export interface LoadedScenario {
  /** The name of its file, or the key of its row. */
  id: string
  scenario: Scenario
}

/** The result of `loadScenarios`. */
export interface Loaded {
  /** In the order of groups, then of ids. */
  scenarios: readonly LoadedScenario[]
  /** Why the other scenarios cannot be used: a line for each reason. */
  problems: readonly string[]
}

const repository = new URL('../../../../', import.meta.url)
const troubleshooting = readFileSync(new URL('docs/troubleshooting.md', repository), 'utf8')
const sections = [...troubleshooting.matchAll(/^## (\d+)\. /gm)].map(([, number]) => Number(number))

/**
 * Loads the scenarios of a folder: `scenario` of each file, and `rows` of each file in its folder `tables`. Files
 * that begin with `_` are helpers.
 */
export async function loadScenarios(
  folder = new URL('../scenarios/', import.meta.url),
): Promise<Loaded> {
  const scenarios: LoadedScenario[] = []
  const problems: string[] = []
  const ids = new Map<string, string>()
  const titles = new Map<string, string>()
  for (const file of [...filesIn(folder), ...filesIn(folder, 'tables/')]) {
    const entries = await entriesOf(new URL(file, folder))
    if (typeof entries === 'string') {
      problems.push(`SCENARIO_INVALID  ${file}  ${entries}.`)
      continue
    }
    for (const { id, scenario } of entries) {
      const where = file.startsWith('tables/') ? `${file} ${id}` : file
      const found = problemsOf(scenario)
      const sameId = ids.get(id)
      if (sameId !== undefined) found.push(`id "${id}": ${sameId} has the same`)
      ids.set(id, where)
      const sameTitle = titles.get(scenario.title)
      if (sameTitle !== undefined) found.push(`title: ${sameTitle} has the same`)
      titles.set(scenario.title, where)
      if (found.length === 0) scenarios.push({ id, scenario })
      problems.push(...found.map((problem) => `SCENARIO_INVALID  ${where}  ${problem}.`))
    }
  }
  const rank = ({ scenario }: LoadedScenario) =>
    groups.findIndex((group) => group.id === scenario.group)
  scenarios.sort((one, other) => rank(one) - rank(other) || (one.id < other.id ? -1 : 1))
  return { scenarios, problems }
}

function filesIn(folder: URL, part = ''): string[] {
  const path = fileURLToPath(new URL(part, folder))
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((name) => name.endsWith('.ts') && !name.startsWith('_'))
    .sort()
    .map((name) => part + name)
}

/** Returns a scenario without the functions that start its servers, as JSON can state it. */
export function viewOf({ id, scenario }: LoadedScenario): ScenarioView {
  const { wrong, right, ...rest } = scenario
  return { id, ...rest, wrong: sideView(wrong), ...(right && { right: sideView(right) }) }
}

function sideView({ server: { code, file }, steps, expected }: Side): ScenarioView['wrong'] {
  return { code, file, steps, expected }
}

async function entriesOf(file: URL): Promise<LoadedScenario[] | string> {
  const name = basename(file.pathname, '.ts')
  try {
    const { scenario, rows } = (await import(file.href)) as {
      scenario?: Scenario
      rows?: ScenarioRows
    }
    if (scenario) return [{ id: name, scenario }]
    // problemsOf reports a file whose name is not that of a group.
    if (rows) return Object.entries(rows).map(([id, row]) => fromRow(id, name as Group, row))
    return 'exports neither `scenario` nor `rows`'
  } catch (error) {
    return `does not load: ${String(error)}`
  }
}

function fromRow(
  id: string,
  group: Group,
  { steps, wrong, right, ...rest }: ScenarioRow,
): LoadedScenario {
  const side = (row: SideRow): Side => ({ ...row, steps })
  return {
    id,
    scenario: { ...rest, group, wrong: side(wrong), ...(right && { right: side(right) }) },
  }
}

function problemsOf({ group, title, prose, wrong, right, spec, failure, app }: Scenario): string[] {
  const problems: string[] = []
  if (!groups.some(({ id }) => id === group))
    problems.push(`group "${group}": none of those in groups.ts`)
  if (title.trim() === '') problems.push('title: empty')
  if (prose.trim() === '') problems.push('prose: empty')
  if (!spec.startsWith('https://')) problems.push(`spec "${spec}": not an https address`)
  if (failure !== undefined && !sections.includes(failure))
    problems.push(`failure ${failure}: docs/troubleshooting.md has no such section`)
  if (!isFile(app)) problems.push(`app "${app}": no such file`)
  problems.push(...problemsOfSide('wrong', wrong))
  if (right) problems.push(...problemsOfSide('right', right))
  return problems
}

function problemsOfSide(name: string, { server, steps, expected }: Side): string[] {
  const problems: string[] = []
  if (steps.length === 0) problems.push(`${name}.steps: empty`)
  if (steps.length !== expected.length)
    problems.push(
      `${name}: ${steps.length} steps and ${expected.length} expected results, where each step has its own`,
    )
  for (const [index, { action }] of steps.entries())
    if (!action.path.startsWith('/'))
      problems.push(`${name}.steps[${index}].action.path "${action.path}": must begin with a slash`)
  if (server.code.trim() === '') problems.push(`${name}.server.code: empty`)
  if (!isFile(server.file)) problems.push(`${name}.server.file "${server.file}": no such file`)
  return problems
}

/** Whether a path from the repository's root is that of a file. */
function isFile(path: string): boolean {
  return path !== '' && !path.endsWith('/') && existsSync(new URL(path, repository))
}
