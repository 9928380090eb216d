import type { Act, Outcome, Recorded, SideView } from '../../shared/types.ts'
import { engineOf } from './engine.ts'
import { judge, type JudgedAct } from './judge.ts'
import { endRun, fetchRecorded, startRun, type RunRequest } from './lab-api.ts'
import { runStep } from './runner-frames.ts'

/** An act with all that came of it. */
export interface ActRun {
  act: Act
  outcome: Outcome
  recorded: readonly Recorded[]
}

/** Starts an API, does the acts one after the other, and ends it. */
export async function runActs(request: RunRequest, acts: readonly Act[]): Promise<ActRun[]> {
  const run = await startRun(request)
  try {
    const done: ActRun[] = []
    let seen = 0
    for (const act of acts) {
      const outcome = await runStep(act.page, run.api, act.step)
      const all = await fetchRecorded(run.id)
      done.push({ act, outcome, recorded: all.slice(seen) })
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
  { acts, expected }: Pick<SideView, 'acts' | 'expected'>,
): Promise<JudgedAct[]> {
  const done = await runActs(request, acts)
  return done.map((each, index) => judge(each, expected[index], engineOf(navigator.userAgent)))
}
