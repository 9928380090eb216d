import fastifyCors from '@fastify/cors'
import type { Policy } from '@repo/config'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { OriginNotAllowed } from '../errors.ts'
import { corsOptions, isPreflight, storeAllowedOrigin } from './cors-headers.ts'
import { rejectedOriginLog } from './rejected-origin-log.ts'

/**
 * Responds to CORS-preflight requests and sets the CORS headers of every other response.
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export default fp(
  async function cors(app: FastifyInstance, { policy }: { policy: Policy }) {
    const logRejectedOrigin = rejectedOriginLog(app.log, policy)

    app.addHook('onRequest', (request, reply, done) => {
      // The API has no route for OPTIONS, and @fastify/cors would respond 400.
      if (request.method === 'OPTIONS' && !isPreflight(request)) reply.callNotFound()
      else done()
    })

    await app.register(fastifyCors, {
      ...corsOptions(policy),
      // A string is sent as Access-Control-Allow-Origin; false omits all CORS headers. Both add
      // `Vary: Origin`.
      origin: (origin, callback) =>
        callback(null, origin !== undefined && policy.allows(origin) ? origin : false),
    })

    app.addHook('onRequest', (request, reply, done) => {
      const allowed = reply.getHeader('access-control-allow-origin') as string | undefined
      storeAllowedOrigin(request.raw, allowed)

      const { origin } = request.headers
      const isRejected = origin !== undefined && allowed === undefined
      // Pages of the API's own origin, such as /docs, are same-origin and need no CORS headers.
      if (isRejected && origin !== policy.apiOrigin) logRejectedOrigin(origin)
      if (request.method !== 'OPTIONS') done()
      // @fastify/cors has responded to allowed preflights. This one fails: the body has the reason.
      else if (isRejected) done(new OriginNotAllowed(origin))
      else reply.callNotFound()
    })
  },
  { name: 'cors' },
)
