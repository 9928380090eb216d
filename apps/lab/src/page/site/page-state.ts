import type { ScenarioView } from '../../shared/types.ts'
import { scenarios } from '../scenarios.ts'
import { recording, type Recording } from './recording.ts'
import { repository } from './repository.ts'

/** The state from which a page of the static site is rendered. The page contains it for hydration. */
export interface PageState {
  /** The path of the view, such as `/s/max-age-zero`. */
  path: string
  /** The scenarios that the page names. Only the one that it shows has code, steps and expected results. */
  scenarios: readonly ScenarioView[]
  /** The recording of the scenario or the first step that the page shows. */
  recording?: Recording
  /** The address of the repository, if it is known. */
  repository?: string
}

/** Sets the refs that the components read. Render one page at a time: the refs are shared. */
export function applyState(state: PageState): void {
  scenarios.value = state.scenarios
  recording.value = state.recording
  repository.value = state.repository
}
