import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import ipaddr from 'ipaddr.js'
import { createHash } from 'node:crypto'
import { TooManySignIns } from '../errors.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Returns a preHandler that counts requests and throws TooManySignIns (429, with Retry-After)
     * over the limit.
     *
     * @param maxPerMinute requests allowed per key and minute
     * @param keyOf returns the key under which a request counts
     */
    rateLimit(
      maxPerMinute: number,
      keyOf: (request: FastifyRequest) => string,
    ): (request: FastifyRequest, reply: FastifyReply) => Promise<void>
  }
}

const windowMs = 60_000
/** Limits the memory that an attacker with many addresses can fill. */
const maxLimitedKeys = 10_000

/**
 * Rate limits whose counts are in the database, so that replicas share them. The hook of
 * @fastify/rate-limit applies one limit to a request, and a sign-in has two; with its
 * `createRateLimit()` the store, the 429 and Retry-After would still be code of this API. A client
 * over its limit is rejected from memory, because a write for each rejection would slow every read.
 */
export default fp(
  async function rateLimit(app: FastifyInstance) {
    const { rateLimitsRepository } = app
    /** Keys over their limit, and when their window ends. */
    const limited = new Map<string, Date>()

    app.decorate('rateLimit', (maxPerMinute, keyOf) => async (request, reply) => {
      const now = new Date()
      // Hashed: all keys have one length, and the table holds no address and no name.
      const key = createHash('sha256').update(keyOf(request)).digest('base64url')

      let endsAt = limited.get(key)
      if (endsAt === undefined || endsAt <= now) {
        limited.delete(key)
        const window = await rateLimitsRepository.increment(key, windowMs, now)
        if (window.count <= maxPerMinute) return

        endsAt = window.endsAt
        const [oldest] = limited.keys()
        if (limited.size >= maxLimitedKeys && oldest !== undefined) limited.delete(oldest)
        limited.set(key, endsAt)
      }
      const seconds = Math.max(1, Math.ceil((endsAt.getTime() - now.getTime()) / 1000))
      reply.header('retry-after', seconds)
      throw new TooManySignIns(seconds)
    })
  },
  { name: 'rate-limit', dependencies: ['rate-limits-repository'] },
)

/**
 * Returns one key for all notations of a client's address: `X-Forwarded-For` may contain a port or
 * an IPv4-mapped address. An IPv6 client can use every address of its /64, so these share one key.
 */
export function clientOf({ ip }: Pick<FastifyRequest, 'ip'>): string {
  const address = ip.replace(/^\[(.*)\](?::\d+)?$|^([\d.]+):\d+$/, '$1$2')
  if (!ipaddr.isValid(address)) return address.toLowerCase()
  const parsed = ipaddr.process(address)
  return parsed.kind() === 'ipv4'
    ? parsed.toString()
    : Buffer.from(parsed.toByteArray().slice(0, 8)).toString('hex')
}
