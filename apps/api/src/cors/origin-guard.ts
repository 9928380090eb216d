import type { Policy } from '@repo/config'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { CookieWithoutOrigin, CrossSiteWithoutOrigin, OriginNotAllowed } from '../errors.ts'
import { allowedOriginOf } from './cors-headers.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Protects against CSRF: rejects changes and WebSocket upgrades from origins that are not allowed.
 * CORS decides which origins may read a response; the server still executes a `text/plain` POST from
 * any page. SameSite cookies do not prevent that: another port of the same host is same-site.
 *
 * @see https://fetch.spec.whatwg.org/#origin-header
 */
export default fp(
  async function originGuard(app: FastifyInstance, { policy }: { policy: Policy }) {
    // The JSON parser remains: a form cannot send JSON, and fetch sends a preflight for it.
    app.removeContentTypeParser('text/plain')

    app.addHook('onRequest', async (request) => {
      const isChange = !safeMethods.has(request.method) || isWebSocketUpgrade(request)
      if (isChange) assertTrusted(request, policy)
    })
  },
  { name: 'origin-guard' },
)

function assertTrusted({ raw, headers }: FastifyRequest, policy: Policy): void {
  const { origin, cookie, 'sec-fetch-site': site } = headers
  if (origin !== undefined) {
    // The configured origin, never the Host header: with DNS rebinding an attacker controls Host.
    const isTrusted = origin === policy.apiOrigin || allowedOriginOf(policy, raw) !== undefined
    if (!isTrusted) throw new OriginNotAllowed(origin)
    return
  }
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw new CrossSiteWithoutOrigin()
    return
  }
  // Neither header: not a current browser. A legacy browser could still send the session cookie
  // from a form, so require JSON, which a form cannot send.
  if (cookie !== undefined && !isJson(headers['content-type'])) throw new CookieWithoutOrigin()
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(?:;|$)/i.test(contentType ?? '')
}

/** CORS does not cover WebSockets: any page may open one, and cookies are sent with it. */
function isWebSocketUpgrade({ headers }: FastifyRequest): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket'
}
