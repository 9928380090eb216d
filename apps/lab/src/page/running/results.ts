import { shallowReactive } from 'vue'
import type { ScenarioView } from '../../shared/types.ts'
import { isAsExpected, type JudgedStep } from './judge.ts'
import { runOfSide, scenarioKey, type LabRun } from './lab-runs.ts'
import { runSide } from './run-side.ts'
import { sidesOf, type SideName } from './side-name.ts'

/** The result of the last run of a side or a trial. */
export type Result =
  | { state: 'running'; steps?: readonly JudgedStep[] }
  | { state: 'as expected' | 'differs'; steps: readonly JudgedStep[] }
  | { state: 'failed'; error: string }

/** The state of a side or a trial, before its first run too. */
export type State = Result['state'] | 'not run'

const results = shallowReactive(new Map<string, Result>())

/** Returns the result of a run by its key (see lab-runs.ts); undefined before the first run. */
export function storedResult(key: string): Result | undefined {
  return results.get(key)
}

/** Returns the result of a side of a scenario; undefined before its first run. */
export function resultOf(id: string, side: SideName): Result | undefined {
  return storedResult(scenarioKey(id, side))
}

/** Returns the worst state of the sides of a scenario. */
export function stateOf(view: ScenarioView): State {
  return worstState(sidesOf(view).map((side) => resultOf(view.id, side)))
}

/** Returns the worst state of several runs, where `running` comes first and `as expected` last. */
export function worstState(of: readonly (Result | undefined)[]): State {
  const states = of.map((result) => result?.state ?? 'not run')
  const order = ['running', 'differs', 'failed', 'not run', 'as expected'] as const
  return order.find((state) => states.includes(state)) ?? 'not run'
}

/** Runs a side of a scenario. */
export async function run(view: ScenarioView, side: SideName): Promise<void> {
  if (view[side]) await runAndStore(runOfSide(view, side))
}

/** Executes a run, and stores its result. The steps of the earlier result stay until then. */
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
