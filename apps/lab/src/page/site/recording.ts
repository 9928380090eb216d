import { ref, shallowRef } from 'vue'
import type { RecordedRuns, RecordedSide } from '../../recorded/types.ts'
import { recordedKey } from '../../recorded/run-key.ts'
import type { Engine } from '../running/engine.ts'
import { judge, isAsExpected } from '../running/judge.ts'
import type { LabRun } from '../running/lab-runs.ts'
import type { Result } from '../running/results.ts'

/** The recorded runs that a page shows. */
export interface Recording extends RecordedRuns {
  /** The console texts of each engine, if the page shows a side of a scenario. */
  texts: RecordedSide['texts']
}

/** The recording of this page; undefined on pages that show no runs. */
export const recording = shallowRef<Recording>()

/** The engine whose run is shown. */
export const shownEngine = ref<Engine>('chromium')

/** Returns name and version of the engine whose run is shown. */
export function shownVersion(): string {
  return recording.value?.engines[shownEngine.value] ?? shownEngine.value
}

/** Returns the recorded result of a run in the engine that is shown; undefined if there is none. */
export function recordedResult({ key, steps, expected }: LabRun): Result | undefined {
  const run = recording.value?.runs[recordedKey(key, shownEngine.value)]
  if (!run) return undefined
  const judged = steps.flatMap((step, index) => {
    const recorded = run[index]
    return recorded ? judge({ step, ...recorded }, expected[index], shownEngine.value) : []
  })
  return { state: isAsExpected(judged) ? 'as expected' : 'differs', steps: judged }
}
