import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { groups } from '../shared/groups.ts'
import type { Scenario, ScenarioView, Side } from '../shared/types.ts'

export interface LoadedScenario {
  /** Its file's name. */
  id: string
  scenario: Scenario
}

export interface Loaded {
  /** In the order of groups, then of ids. */
  scenarios: readonly LoadedScenario[]
  /** Why others are not among them. */
  problems: readonly string[]
}

const repository = new URL('../../../../', import.meta.url)
const troubleshooting = readFileSync(new URL('docs/troubleshooting.md', repository), 'utf8')
const sections = [...troubleshooting.matchAll(/^## (\d+)\. /gm)].map(([, number]) => Number(number))

/**
 * Loads every scenario of a folder: adding one means adding its file. Files that begin with `_`
 * are helpers.
 */
export async function loadScenarios(
  folder = new URL('../scenarios/', import.meta.url),
): Promise<Loaded> {
  const ids = readdirSync(fileURLToPath(folder))
    .filter((name) => name.endsWith('.ts') && !name.startsWith('_'))
    .map((name) => name.slice(0, -'.ts'.length))
    .sort()
  const scenarios: LoadedScenario[] = []
  const problems: string[] = []
  const titles = new Map<string, string>()
  for (const id of ids) {
    const scenario = await load(new URL(`${id}.ts`, folder))
    const found = typeof scenario === 'string' ? [scenario] : problemsOf(scenario)
    if (typeof scenario !== 'string') {
      const twin = titles.get(scenario.title)
      if (twin !== undefined) found.push(`title: ${twin}.ts has the same`)
      titles.set(scenario.title, id)
      if (found.length === 0) scenarios.push({ id, scenario })
    }
    problems.push(...found.map((problem) => `SCENARIO_INVALID  ${id}.ts  ${problem}.`))
  }
  const rank = ({ scenario }: LoadedScenario) =>
    groups.findIndex((group) => group.id === scenario.group)
  return { scenarios: scenarios.sort((one, other) => rank(one) - rank(other)), problems }
}

/** What the page may know of a scenario: everything but its servers. */
export function viewOf({ id, scenario }: LoadedScenario): ScenarioView {
  const { wrong, right, ...rest } = scenario
  return { id, ...rest, wrong: sideView(wrong), ...(right && { right: sideView(right) }) }
}

function sideView({ server: { code, file }, steps, expected }: Side): ScenarioView['wrong'] {
  return { code, file, steps, expected }
}

async function load(file: URL): Promise<Scenario | string> {
  try {
    const { scenario } = (await import(file.href)) as { scenario?: Scenario }
    return scenario ?? 'exports no `scenario`'
  } catch (error) {
    return `does not load: ${String(error)}`
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
      problems.push(`${name}.steps[${index}].action.path "${action.path}": begins with no slash`)
  if (server.code.trim() === '') problems.push(`${name}.server.code: empty`)
  if (!isFile(server.file)) problems.push(`${name}.server.file "${server.file}": no such file`)
  return problems
}

/** Whether a path from the repository's root is that of a file. */
function isFile(path: string): boolean {
  return path !== '' && !path.endsWith('/') && existsSync(new URL(path, repository))
}
