import { shallowReactive } from 'vue'
import type { ScenarioView } from '../../shared/types.ts'
import { keepsItsPromise, type JudgedAct } from './judge.ts'
import { runSide } from './run-side.ts'
import type { SideName } from './side-name.ts'

/** How a side's last run went. */
export type Result =
  | { state: 'running'; acts?: readonly JudgedAct[] }
  | { state: 'as expected' | 'differs'; acts: readonly JudgedAct[] }
  | { state: 'failed'; error: string }

export type State = Result['state'] | 'not run'

const results = shallowReactive(new Map<string, Result>())

export function resultOf(id: string, side: SideName): Result | undefined {
  return results.get(`${id} ${side}`)
}

/** Which sides a scenario has. */
export function sidesOf(view: ScenarioView): readonly SideName[] {
  return view.right ? ['wrong', 'right'] : ['wrong']
}

/** The state of all sides as one: what is worst is said. */
export function stateOf(view: ScenarioView): State {
  const states = sidesOf(view).map((side) => resultOf(view.id, side)?.state ?? 'not run')
  const order = ['running', 'differs', 'failed', 'not run', 'as expected'] as const
  return order.find((state) => states.includes(state)) ?? 'not run'
}

/** Runs a side and keeps what came of it. What was there stays to be seen until then. */
export async function run(view: ScenarioView, side: SideName): Promise<void> {
  const sideView = view[side]
  if (!sideView) return
  const key = `${view.id} ${side}`
  const before = results.get(key)
  if (before?.state === 'running') return
  results.set(key, {
    state: 'running',
    ...(before && 'acts' in before ? { acts: before.acts } : {}),
  })
  try {
    const acts = await runSide({ scenario: view.id, side }, sideView)
    results.set(key, { state: keepsItsPromise(acts) ? 'as expected' : 'differs', acts })
  } catch (error) {
    results.set(key, {
      state: 'failed',
      error: error instanceof Error ? error.message : String(error),
    })
  }
}
