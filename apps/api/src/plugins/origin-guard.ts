import type { Policy } from '@repo/config'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { OriginNotAllowed } from '../problems.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * CORS decides who may read an answer; this decides who may write. A foreign page can send a
 * `text/plain` POST without a preflight, and another port of the same host is same-site, so that
 * SameSite cookies come along. The exact allowlist stops both, before anything changes.
 *
 * @see https://fetch.spec.whatwg.org/#origin-header
 */
export default fp(async function originGuard(app: FastifyInstance, { policy }: { policy: Policy }) {
  // What remains is JSON, which no form and no simple request can send.
  app.removeContentTypeParser('text/plain')

  app.addHook('onRequest', (request, _reply, done) => {
    const changesState = !safeMethods.has(request.method) || isWebSocketUpgrade(request)
    if (changesState && !isTrusted(request, policy)) throw new OriginNotAllowed()
    done()
  })
})

function isTrusted({ headers }: FastifyRequest, policy: Policy): boolean {
  if (headers.origin !== undefined) return policy.allows(headers.origin)

  // Browsers send Origin with every unsafe method; one that did not still says whose page it was.
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'

  // No browser of today. With a cookie it may be one of yesterday: only JSON proves it is none.
  return headers.cookie === undefined || isJson(headers['content-type'])
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(?:;|$)/i.test(contentType ?? '')
}

/** WebSockets are not covered by CORS: any page may open one, with cookies. */
function isWebSocketUpgrade({ headers }: FastifyRequest): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket'
}
