import type { ScenarioView } from '../../shared/types.ts'
import { scenarios } from '../scenarios.ts'
import { recording, type Recording } from './recording.ts'
import { repository } from './repository.ts'

/** What a page of the static site is rendered from. The page has it too: hydration needs the same. */
export interface PageState {
  /** The path of the view, such as `/s/max-age-zero`. */
  path: string
  /** Those that the page names. The one that it shows has its code, steps and expected results. */
  scenarios: readonly ScenarioView[]
  /** Of the scenario or the first step that the page shows. */
  recording?: Recording
  /** The address of the repository, if it is known. */
  repository?: string
}

/** Puts the state where the components read it. Pages are rendered one after the other. */
export function applyState(state: PageState): void {
  scenarios.value = state.scenarios
  recording.value = state.recording
  repository.value = state.repository
}
