import type { Engine } from '../page/running/engine.ts'
import type { SideName } from '../page/running/side-name.ts'

/** The key of a recorded run, such as `max-age-zero wrong firefox`. */
export function runKey(id: string, side: SideName, engine: Engine): string {
  return `${id} ${side} ${engine}`
}
