import type { Engine } from '../page/running/engine.ts'

/**
 * Returns the key of a recorded run, such as `max-age-zero wrong firefox`.
 *
 * @param key of the run (see lab-runs.ts)
 */
export function recordedKey(key: string, engine: Engine): string {
  return `${key} ${engine}`
}
