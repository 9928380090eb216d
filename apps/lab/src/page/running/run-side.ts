import type { Step, Outcome, Recorded, Run, SideView } from '../../shared/types.ts'
import { engineOf } from './engine.ts'
import { judge, type JudgedStep } from './judge.ts'
import { endRun, fetchRecorded, startRun, type RunRequest } from './lab-api.ts'
import { closePage, runStep } from './runner-frames.ts'

/** A step with its outcome and the exchanges that the server recorded in it. */
export interface StepRun {
  step: Step
  outcome: Outcome
  recorded: readonly Recorded[]
}

/** Starts a run, passes it to a function, and ends it when that has finished. */
export async function withRun<Result>(
  request: RunRequest,
  use: (run: Run) => Promise<Result>,
): Promise<Result> {
  const run = await startRun(request)
  try {
    return await use(run)
  } finally {
    closePage(run.api)
    void endRun(run.id)
  }
}

/** Executes steps one after the other in a run of their own. */
export function runSteps(request: RunRequest, steps: readonly Step[]): Promise<StepRun[]> {
  return withRun(request, async ({ id, api }) => {
    const done: StepRun[] = []
    let seen = 0
    for (const step of steps) {
      const outcome = await runStep(step.page, api, step.action)
      const all = await fetchRecorded(id)
      done.push({ step, outcome, recorded: all.slice(seen) })
      seen = all.length
    }
    return done
  })
}

/** Executes steps, and compares them with their expected results in this engine. */
export async function runSide(
  request: RunRequest,
  { steps, expected }: Pick<SideView, 'steps' | 'expected'>,
): Promise<JudgedStep[]> {
  const done = await runSteps(request, steps)
  return done.map((each, index) => judge(each, expected[index], engineOf(navigator.userAgent)))
}
