import { describeRejectedOrigin, type Policy } from '@repo/config'
import type { FastifyBaseLogger } from 'fastify'

const windowMs = 60_000
/** Any client can send any Origin: this limits the log lines that clients cause per window. */
const maxOriginsPerWindow = 20

/**
 * Returns a function that logs a rejected `Origin`, each value once a minute, with the closest
 * allowed origin and the file or variable to edit.
 */
export function rejectedOriginLog(
  log: FastifyBaseLogger,
  policy: Policy,
): (origin: string) => void {
  const logged = new Set<string>()
  let windowStart = 0

  return (origin) => {
    const now = Date.now()
    if (now - windowStart > windowMs) {
      logged.clear()
      windowStart = now
    }
    const value = origin.slice(0, 300)
    if (logged.has(value) || logged.size >= maxOriginsPerWindow) return
    logged.add(value)
    log.warn({ code: 'ORIGIN_NOT_ALLOWED' }, describeRejectedOrigin(value, policy))
  }
}
