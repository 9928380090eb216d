import { pageOrigins } from '../shared/origins.ts'
import type { Side } from '../shared/types.ts'
import { LabError } from './lab-error.ts'

/**
 * Starts the server of a side, and compares its steps with the page of its development server: the port that
 * Vite got decides the origin of that page.
 *
 * @throws {LabError} if a step names a page of another origin; the server is closed then
 */
export async function startSide({ server, steps }: Pick<Side, 'server' | 'steps'>) {
  const started = await server.listen()
  const unserved = steps
    .flatMap(({ page }) =>
      page === 'development' || page === 'drifted' ? [pageOrigins[page].origin] : [],
    )
    .find((origin) => origin !== started.page?.origin)
  if (unserved === undefined) return started
  await started.close()
  throw new LabError(
    `PAGE_ELSEWHERE  steps "${unserved}": the development server of this scenario has its page at ` +
      `${started.page?.origin ?? 'no origin'}. Let the steps name that page.`,
  )
}
