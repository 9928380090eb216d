import fastifyCookie from '@fastify/cookie'
import type { Policy } from '@repo/config'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { randomBytes } from 'node:crypto'
import { SignInRequired } from '../problems.ts'
import { hashOf, idHashReader } from '../session-id.ts'
import type { Store, User } from '../store/store.ts'

declare module 'fastify' {
  interface FastifyInstance {
    sessions: Sessions
  }
  interface FastifyRequest {
    /** Who is signed in, once a route has asked for it. */
    user: Pick<User, 'id' | 'name'> | null
  }
}

/** How long a session lasts, in seconds. */
const lifetimeSeconds = 7 * 24 * 60 * 60
const sweepEveryMs = 60 * 60 * 1000

/** What routes need of sessions. */
export interface Sessions {
  /** Starts a session under a new id and ends the one the request came with. */
  start(request: FastifyRequest, reply: FastifyReply, userId: number): Promise<void>
  /** Ends the session on the server, and takes the cookie away. */
  end(request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** preHandler: sets `request.user`, null when nobody is signed in. */
  read(request: FastifyRequest): Promise<void>
  /** preHandler: as `read`, and refuses with 401 when nobody is signed in. */
  require(request: FastifyRequest): Promise<void>
}

export interface SessionOptions {
  policy: Policy
  store: Store
  /** The first signs, all are accepted: a new one in front rotates them without signing out. */
  cookieSecrets: string[]
}

export default fp(async function session(app: FastifyInstance, options: SessionOptions) {
  const { policy, store, cookieSecrets } = options
  const { name, ...attributes } = policy.sessionCookie
  await app.register(fastifyCookie, { secret: cookieSecrets, hook: 'onRequest' })
  app.decorateRequest('user', null)

  const idHashOf = idHashReader(name)
  const endStored = async (request: FastifyRequest) => {
    const idHash = idHashOf(request)
    if (idHash) await store.sessions.remove(idHash)
  }

  const read = async (request: FastifyRequest) => {
    const idHash = idHashOf(request)
    request.user = (idHash && (await store.sessions.findUser(idHash, new Date()))) || null
  }

  app.decorate('sessions', {
    async start(request, reply, userId) {
      await endStored(request)
      const id = randomBytes(32).toString('base64url')
      const expiresAt = new Date(Date.now() + lifetimeSeconds * 1000)
      await store.sessions.create(hashOf(id), userId, expiresAt)
      reply.setCookie(name, id, { ...attributes, signed: true, maxAge: lifetimeSeconds })
    },
    async end(request, reply) {
      await endStored(request)
      reply.clearCookie(name, attributes)
    },
    read,
    async require(request) {
      await read(request)
      if (!request.user) throw new SignInRequired()
    },
  } satisfies Sessions)

  const sweep = async () => {
    const now = new Date()
    await store.sessions.sweep(now)
    await store.tries.sweep(now)
  }
  await sweep()
  const sweeper = setInterval(() => {
    sweep().catch((error: unknown) => app.log.error(error))
  }, sweepEveryMs)
  sweeper.unref()
  app.addHook('onClose', () => clearInterval(sweeper))
})
