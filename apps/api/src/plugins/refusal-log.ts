import { describeRefusal, type Policy } from '@repo/config'
import type { FastifyBaseLogger } from 'fastify'

const minute = 60_000
/** Anybody can send any Origin: more different ones than this in a minute are not written down. */
const mostPerMinute = 20

/**
 * Logs each refused origin once a minute, with the allowed one it resembles and the file to edit.
 *
 * @returns call it with every refused `Origin` value
 */
export function logRefusals(log: FastifyBaseLogger, policy: Policy): (origin: string) => void {
  const seen = new Set<string>()
  let since = 0

  return (origin) => {
    const now = Date.now()
    if (now - since > minute) {
      seen.clear()
      since = now
    }
    const key = origin.slice(0, 300)
    if (seen.has(key) || seen.size >= mostPerMinute) return
    seen.add(key)
    log.warn({ code: 'ORIGIN_NOT_ALLOWED' }, describeRefusal(key, policy.allowedOrigins))
  }
}
