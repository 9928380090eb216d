import type { AppOrigin } from './app-origin.ts'
import { appRows } from './rows.ts'

export type { AppOrigin } from './app-origin.ts'

/**
 * Returns what is known about the origin of an app, of a local page, or of a pattern for local ports.
 *
 * @param origin as browsers and webviews send it, or the pattern as it was given
 * @returns undefined for the origin of a website
 */
export function appOriginOf(origin: string): AppOrigin | undefined {
  return appRows.find(({ matches }) => matches.test(origin))
}

/** Returns whether a server can have an entry for this origin that is safe and that matches. */
export function canBeListed(origin: string): boolean {
  return appOriginOf(origin)?.allow !== 'never'
}
