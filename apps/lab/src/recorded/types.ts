import type { Engine } from '../page/running/engine.ts'
import type { SideName } from '../page/running/side-name.ts'
import type { Outcome, Recorded } from '../shared/types.ts'

/** One side of a scenario, as it was recorded. It has the origins of the configurations. */
export interface RecordedSide {
  /** The ids of the causes that `cors-verify` names for the wrong configuration; none for the fixed one. */
  causes: readonly string[]
  /** The statuses that the server sent to Chromium, in ascending order. */
  statuses: readonly number[]
  /** The header lines about CORS that the server received from Chromium and sent to it, sorted. */
  lines: readonly string[]
  /** The texts in the console of each engine, then the errors that the script got; each text once. */
  texts: Partial<Record<Engine, readonly string[]>>
}

/** One step of a run: what the script of the page got, and what the server received and sent meanwhile. */
export interface RecordedStep {
  outcome: Outcome
  recorded: readonly Recorded[]
}

/** Every run of the lab in each engine. `npm run lab:record` writes them. */
export interface RecordedRuns {
  /** Name and version of each engine. */
  engines: Partial<Record<Engine, string>>
  /** The steps of each run by its key: see `recordedKey`. */
  runs: Readonly<Record<string, readonly RecordedStep[]>>
}

/** What each engine printed for each scenario. `npm run lab:record` writes it. */
export interface RecordedTexts {
  /** Name and version of each engine. */
  engines: Partial<Record<Engine, string>>
  /** By the id of the scenario. */
  scenarios: Readonly<Record<string, Partial<Record<SideName, RecordedSide>>>>
}
