import { ref, shallowRef } from 'vue'
import type { RecordedStep, RecordedRuns, RecordedSide } from '../../recorded/types.ts'
import type { SideView } from '../../shared/types.ts'
import type { Engine } from '../running/engine.ts'
import { judge, isAsExpected } from '../running/judge.ts'
import type { Result } from '../running/results.ts'

/** The recorded runs of one side of a scenario, and what each engine printed. */
export interface Recording {
  /** Name and version of each engine. */
  engines: RecordedRuns['engines']
  runs: Partial<Record<Engine, readonly RecordedStep[]>>
  texts: RecordedSide['texts']
}

/** That of the page; undefined on pages that show no scenario. */
export const recording = shallowRef<Recording>()

/** The engine whose run is shown. */
export const shownEngine = ref<Engine>('chromium')

/** Returns name and version of the engine whose run is shown. */
export function shownVersion(): string {
  return recording.value?.engines[shownEngine.value] ?? shownEngine.value
}

/** Returns the recorded run of a side in the engine that is shown; undefined if there is none. */
export function recordedResult({ steps, expected }: SideView): Result | undefined {
  const run = recording.value?.runs[shownEngine.value]
  if (!run) return undefined
  const judged = steps.flatMap((step, index) => {
    const recorded = run[index]
    return recorded ? judge({ step, ...recorded }, expected[index], shownEngine.value) : []
  })
  return { state: isAsExpected(judged) ? 'as expected' : 'differs', steps: judged }
}
