import type { FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { TooManySignIns } from './problems.ts'
import type { Store } from './store/store.ts'

const spanMs = 60_000

/**
 * preHandler: counts a try, and refuses with 429 what is more than a minute may have. Replicas count
 * together, in the store. Keys are hashed: they have one length then, and the table holds no address
 * and no name.
 *
 * @param keyOf whose tries are counted together
 */
export function limitTries(
  { tries }: Store,
  perMinute: number,
  keyOf: (request: FastifyRequest) => string,
) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const now = new Date()
    const key = createHash('sha256').update(keyOf(request)).digest('base64url')
    const { count, endsAt } = await tries.count(key, spanMs, now)
    if (count <= perMinute) return
    const seconds = Math.ceil((endsAt.getTime() - now.getTime()) / 1000)
    reply.header('retry-after', seconds)
    throw new TooManySignIns(seconds)
  }
}
