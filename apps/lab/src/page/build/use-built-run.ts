import { computed, ref, shallowRef, type ShallowRef } from 'vue'
import type { Step } from '../../shared/types.ts'
import { announce } from '../announcer.ts'
import { runSteps, type StepRun } from '../running/run-side.ts'
import { differences, isPredictable, predict } from './predict.ts'
import { responsesOf, actionOf, type Configuration } from './configuration.ts'

/** A configuration, and its result in this browser. */
export interface BuiltRun {
  configuration: Configuration
  done: StepRun
}

/** Runs a configuration in this browser, and compares the result with the prediction. */
export function useBuiltRun(configuration: Readonly<ShallowRef<Configuration>>) {
  const run = shallowRef<BuiltRun>()
  const error = ref<string>()
  const isRunning = ref(false)

  const differing = computed(() => {
    if (!run.value) return []
    const { configuration: tried, done } = run.value
    return differences(tried, predict(tried), done.outcome, done.recorded)
  })
  const comparison = computed(() => {
    if (!run.value) return 'Not run yet'
    if (differing.value.length > 0) return 'Prediction and browser DIFFER'
    return isPredictable(run.value.configuration) ? 'As predicted' : 'Not compared'
  })

  async function runNow(): Promise<void> {
    if (isRunning.value) return
    isRunning.value = true
    error.value = undefined
    const tried = configuration.value
    const step: Step = {
      page: tried.page,
      action: actionOf(tried),
      says: 'The page sends the request.',
    }
    try {
      const [done] = await runSteps({ custom: responsesOf(tried) }, [step])
      if (done) run.value = { configuration: tried, done }
      void announce(comparison.value)
    } catch (problem) {
      error.value = problem instanceof Error ? problem.message : String(problem)
    }
    isRunning.value = false
  }

  function forget(): void {
    run.value = undefined
  }

  return { run, error, isRunning, differing, comparison, runNow, forget }
}
