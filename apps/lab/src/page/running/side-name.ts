import type { ScenarioView } from '../../shared/types.ts'

/** The wrong configuration of a scenario, or the fixed one. */
export type SideName = 'wrong' | 'right'

/** Returns the sides that a scenario has. */
export function sidesOf(view: ScenarioView): readonly SideName[] {
  return view.right ? ['wrong', 'right'] : ['wrong']
}
