import { EnvError } from '@repo/api/env'
import { firstWebOrigin, type Policy } from '@repo/config'

/**
 * Returns the origin of the page: the first exact http or https origin in the allowlist.
 *
 * @throws {EnvError} if the allowlist has none
 */
export function webOriginOf({ allowedOrigins }: Pick<Policy, 'allowedOrigins'>): string {
  const origin = firstWebOrigin(allowedOrigins)
  if (origin !== undefined) return origin
  throw new EnvError(
    `WEB_ORIGIN_MISSING  allowedOrigins "${allowedOrigins.join(',')}": contains only patterns and origins of` +
      ' apps; the web server also needs its own exact http or https origin. Add it to WEB_ORIGINS, or to' +
      ' packages/config/src/environments.ts if that variable is not set.',
  )
}
