import { stage } from '../shared/stage.ts'
import type { Side } from '../shared/types.ts'
import { LabError } from './lab-error.ts'

/**
 * Starts the server of a side. A development server of its own decides the origin of the page.
 *
 * @throws {LabError} if an act names a page of another origin; nothing is left listening
 */
export async function listenAsTold({ server, acts }: Pick<Side, 'server' | 'acts'>) {
  const started = await server.listen()
  const told = acts
    .flatMap(({ page }) =>
      page === 'development' || page === 'drifted' ? [stage[page].origin] : [],
    )
    .find((origin) => origin !== started.page?.origin)
  if (told === undefined) return started
  await started.close()
  throw new LabError(
    `PAGE_ELSEWHERE  acts "${told}": the development server of this server has its page at ` +
      `${started.page?.origin ?? 'no origin'}. Let the acts name that page.`,
  )
}
