import fastifyCookie from '@fastify/cookie'
import type { Policy } from '@repo/config'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { createHash, randomBytes } from 'node:crypto'
import type { User } from '../database/users.ts'
import { SignInRequired } from '../errors.ts'

declare module 'fastify' {
  interface FastifyInstance {
    sessions: Sessions
  }
  interface FastifyRequest {
    /** The signed-in user. Set by `sessions.read` and `sessions.require`; else null. */
    user: Pick<User, 'id' | 'name'> | null
  }
}

/** Lifetime of a session. */
const maxAgeSeconds = 7 * 24 * 60 * 60

/** Decorator of the app: sessions for routes. */
export interface Sessions {
  /** Starts a session under a new id, and ends the session of the request. */
  start(request: FastifyRequest, reply: FastifyReply, userId: number): Promise<void>
  /** Clears the cookie and ends the session on the server. */
  end(request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** preHandler: sets `request.user`, null without a valid session. */
  read(request: FastifyRequest): Promise<void>
  /** preHandler: as `read`, and throws SignInRequired (401) without a valid session. */
  require(request: FastifyRequest): Promise<void>
}

export interface SessionOptions {
  policy: Policy
  /** The first key signs, all are accepted: a new key at the front does not sign users out. */
  cookieSecrets: string[]
}

/**
 * Sessions: a row in the database, found by a random id in a signed cookie. Not @fastify/session,
 * because this repository shows the cookie's attributes, which depend on the origins, the rotation of
 * the id at sign-in and the revocation.
 */
export default fp(
  async function session(app: FastifyInstance, { policy, cookieSecrets }: SessionOptions) {
    const { sessionsRepository } = app
    const { name, ...attributes } = policy.sessionCookie
    await app.register(fastifyCookie, { secret: cookieSecrets, hook: 'onRequest' })
    app.decorateRequest('user', null)

    /** Returns the hash of the session id; undefined without a cookie that one of the keys signed. */
    function idHashOf(request: FastifyRequest): string | undefined {
      const cookie = request.cookies[name]
      const { valid, value } = request.unsignCookie(cookie ?? '')
      return valid && value ? hash(value) : undefined
    }

    async function read(request: FastifyRequest) {
      const idHash = idHashOf(request)
      request.user = (idHash && (await sessionsRepository.findUser(idHash, new Date()))) || null
    }

    app.decorate('sessions', {
      async start(request, reply, userId) {
        const previous = idHashOf(request)
        if (previous) await sessionsRepository.delete(previous)
        const id = randomBytes(32).toString('base64url')
        const expiresAt = new Date(Date.now() + maxAgeSeconds * 1000)
        await sessionsRepository.create(hash(id), userId, expiresAt)
        reply.setCookie(name, id, { ...attributes, signed: true, maxAge: maxAgeSeconds })
      },
      async end(request, reply) {
        // First, so that the browser deletes the cookie even if the database fails.
        reply.clearCookie(name, attributes)
        const idHash = idHashOf(request)
        if (idHash) await sessionsRepository.delete(idHash)
      },
      read,
      async require(request) {
        await read(request)
        if (!request.user) throw new SignInRequired()
      },
    })
  },
  { name: 'session', dependencies: ['sessions-repository'] },
)

/** Session ids are stored as hashes: a leaked database contains no valid cookie. */
function hash(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('base64url')
}
