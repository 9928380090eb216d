import { computed, reactive } from 'vue'
import type { ScenarioView } from '../../shared/types.ts'
import { run } from './results.ts'
import { sidesOf, type SideName } from './side-name.ts'

/** Concurrent runs: a run waits most of the time. */
const atOnce = 2

const progress = reactive({ done: 0, total: 0, isRunning: false, isCancelled: false })

/** Returns the shared run of all scenarios. It continues while another view is shown. */
export function useRunAll() {
  return {
    progress,
    hasRun: computed(() => progress.total > 0),
    cancel: () => {
      progress.isCancelled = true
    },
    runAll,
  }
}

async function runAll(views: readonly ScenarioView[]): Promise<void> {
  if (progress.isRunning) return
  const queue = views.flatMap((view) => sidesOf(view).map((side) => ({ view, side })))
  Object.assign(progress, { done: 0, total: queue.length, isRunning: true, isCancelled: false })
  await Promise.all(Array.from({ length: atOnce }, () => work(queue)))
  progress.isRunning = false
}

async function work(queue: { view: ScenarioView; side: SideName }[]): Promise<void> {
  for (let next = queue.shift(); next && !progress.isCancelled; next = queue.shift()) {
    await run(next.view, next.side)
    progress.done++
  }
}
