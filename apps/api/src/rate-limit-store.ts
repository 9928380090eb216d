import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit'
import { createHash } from 'node:crypto'
import type { Store } from './store/store.ts'

/**
 * Lets @fastify/rate-limit count in the store. Keys are hashed: they have one length then, and the
 * table holds no address and no name.
 */
export function rateLimitStore({ tries }: Store): FastifyRateLimitStoreCtor {
  return class TriesInStore implements FastifyRateLimitStore {
    incr(...[key, callback, timeWindow]: Parameters<FastifyRateLimitStore['incr']>): void {
      const now = new Date()
      const hash = createHash('sha256').update(key).digest('base64url')
      tries
        .count(hash, timeWindow, now)
        .then(
          ({ count, endsAt }) =>
            callback(null, { current: count, ttl: endsAt.getTime() - now.getTime() }),
          callback,
        )
    }

    /** The limiters of one app name their keys apart, so one table serves them all. */
    child(): this {
      return this
    }
  }
}
