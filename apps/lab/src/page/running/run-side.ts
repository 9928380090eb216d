import type { Step, Outcome, Recorded, SideView } from '../../shared/types.ts'
import { engineOf } from './engine.ts'
import { judge, type JudgedStep } from './judge.ts'
import { endRun, fetchRecorded, startRun, type RunRequest } from './lab-api.ts'
import { runStep } from './runner-frames.ts'

/** A step with all that came of it. */
export interface StepRun {
  step: Step
  outcome: Outcome
  recorded: readonly Recorded[]
}

/** Starts an API, does the steps one after the other, and ends it. */
export async function runSteps(request: RunRequest, steps: readonly Step[]): Promise<StepRun[]> {
  const run = await startRun(request)
  try {
    const done: StepRun[] = []
    let seen = 0
    for (const step of steps) {
      const outcome = await runStep(step.page, run.api, step.action)
      const all = await fetchRecorded(run.id)
      done.push({ step, outcome, recorded: all.slice(seen) })
      seen = all.length
    }
    return done
  } finally {
    void endRun(run.id)
  }
}

/** Runs a side of a scenario. */
export async function runSide(
  request: RunRequest,
  { steps, expected }: Pick<SideView, 'steps' | 'expected'>,
): Promise<JudgedStep[]> {
  const done = await runSteps(request, steps)
  return done.map((each, index) => judge(each, expected[index], engineOf(navigator.userAgent)))
}
