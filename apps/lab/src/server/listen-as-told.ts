import { stage } from '../shared/stage.ts'
import type { Side } from '../shared/types.ts'
import { LabError } from './lab-error.ts'

/**
 * Starts the server of a side. A development server of its own decides the origin of the page.
 *
 * @throws {LabError} if a step names a page of another origin; nothing is left listening
 */
export async function listenAsTold({ server, steps }: Pick<Side, 'server' | 'steps'>) {
  const started = await server.listen()
  const told = steps
    .flatMap(({ page }) =>
      page === 'development' || page === 'drifted' ? [stage[page].origin] : [],
    )
    .find((origin) => origin !== started.page?.origin)
  if (told === undefined) return started
  await started.close()
  throw new LabError(
    `PAGE_ELSEWHERE  steps "${told}": the development server of this scenario has its page at ` +
      `${started.page?.origin ?? 'no origin'}. Let the steps name that page.`,
  )
}
