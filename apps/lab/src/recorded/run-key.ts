import type { Engine } from '../page/running/engine.ts'
import type { SideName } from '../page/running/side-name.ts'

/** Returns the key of a run of a scenario, such as `max-age-zero wrong`. */
export function scenarioKey(id: string, side: SideName): string {
  return `${id} ${side}`
}

/**
 * Returns the key of a trial of a first step, such as `step 2 1`: no scenario has such an id.
 *
 * @param step from 1
 * @param trial from 1
 */
export function trialKey(step: number, trial: number): string {
  return `step ${step} ${trial}`
}

/** Returns the key of a recorded run, such as `max-age-zero wrong firefox`. */
export function recordedKey(key: string, engine: Engine): string {
  return `${key} ${engine}`
}
