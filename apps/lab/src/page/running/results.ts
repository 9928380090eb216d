import { shallowReactive } from 'vue'
import type { ScenarioView } from '../../shared/types.ts'
import { isAsExpected, type JudgedStep } from './judge.ts'
import { runOfSide, scenarioKey, type LabRun } from './lab-runs.ts'
import { runSide } from './run-side.ts'
import { sidesOf, type SideName } from './side-name.ts'

/** How a side's last run went. */
export type Result =
  | { state: 'running'; steps?: readonly JudgedStep[] }
  | { state: 'as expected' | 'differs'; steps: readonly JudgedStep[] }
  | { state: 'failed'; error: string }

export type State = Result['state'] | 'not run'

const results = shallowReactive(new Map<string, Result>())

/** The result that is stored under a key; undefined before its first run. */
export function storedResult(key: string): Result | undefined {
  return results.get(key)
}

export function resultOf(id: string, side: SideName): Result | undefined {
  return storedResult(scenarioKey(id, side))
}

/** The state of all sides as one: what is worst is said. */
export function stateOf(view: ScenarioView): State {
  return worstState(sidesOf(view).map((side) => resultOf(view.id, side)))
}

/** The state of several runs as one. */
export function worstState(of: readonly (Result | undefined)[]): State {
  const states = of.map((result) => result?.state ?? 'not run')
  const order = ['running', 'differs', 'failed', 'not run', 'as expected'] as const
  return order.find((state) => states.includes(state)) ?? 'not run'
}

/** Runs a side of a scenario. */
export async function run(view: ScenarioView, side: SideName): Promise<void> {
  if (view[side]) await runAndStore(runOfSide(view, side))
}

/** Does a run, and stores its result. The earlier one shows until then. */
export async function runAndStore({ key, request, ...requests }: LabRun): Promise<void> {
  const before = results.get(key)
  if (before?.state === 'running') return
  results.set(key, {
    state: 'running',
    ...(before && 'steps' in before ? { steps: before.steps } : {}),
  })
  try {
    const steps = await runSide(request, requests)
    results.set(key, { state: isAsExpected(steps) ? 'as expected' : 'differs', steps })
  } catch (error) {
    results.set(key, {
      state: 'failed',
      error: error instanceof Error ? error.message : String(error),
    })
  }
}
