import type { FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'

/** How many cookies are remembered as valid. */
const most = 1000

/** What a session is stored by: a leaked database signs nobody in. */
export function hashOf(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('base64url')
}

/**
 * Reads which session a request names. A signature is as valid the second time, and to verify it
 * anew costs a fifth of a request. Only valid ones are remembered, so whoever makes cookies up
 * fills nothing. Whether the session still lasts is for the database to say, each time.
 *
 * @param cookieName of the cookie that @fastify/cookie has signed
 * @returns the hash of the session's id; undefined without a cookie, or with one that is forged
 */
export function idHashReader(cookieName: string): (request: FastifyRequest) => string | undefined {
  const idHashes = new Map<string, string>()

  return (request) => {
    const cookie = request.cookies[cookieName]
    if (cookie === undefined) return undefined
    const known = idHashes.get(cookie)
    if (known !== undefined) return known

    const { valid, value } = request.unsignCookie(cookie)
    if (!valid || !value) return undefined
    const idHash = hashOf(value)
    if (idHashes.size >= most) idHashes.clear()
    idHashes.set(cookie, idHash)
    return idHash
  }
}
