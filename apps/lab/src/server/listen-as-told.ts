import { stage } from '../shared/stage.ts'
import type { Side } from '../shared/types.ts'
import { LabError } from './lab-error.ts'

/**
 * Starts the server of a side. Where it has a development server of its own, the origin of the page
 * is for that to say, and the acts must tell of no other.
 *
 * @throws {LabError} if they do; nothing is left listening
 */
export async function listenAsTold({ setUp, acts }: Pick<Side, 'setUp' | 'acts'>) {
  const server = await setUp.listen()
  const told = acts
    .flatMap(({ page }) =>
      page === 'development' || page === 'drifted' ? [stage[page].origin] : [],
    )
    .find((origin) => origin !== server.page?.origin)
  if (told === undefined) return server
  await server.close()
  throw new LabError(
    `PAGE_ELSEWHERE  acts "${told}": the development server of this set-up has its page at ` +
      `${server.page?.origin ?? 'no origin'}. Let the acts name that page.`,
  )
}
