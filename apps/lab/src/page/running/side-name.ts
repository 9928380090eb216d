import type { ScenarioView } from '../../shared/types.ts'

/** The configuration as it is found, or mended. */
export type SideName = 'wrong' | 'right'

/** Which sides a scenario has. */
export function sidesOf(view: ScenarioView): readonly SideName[] {
  return view.right ? ['wrong', 'right'] : ['wrong']
}
