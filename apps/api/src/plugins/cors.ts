import fastifyCors from '@fastify/cors'
import type { Policy } from '@repo/config'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { OriginNotAllowed } from '../problems.ts'
import { logRefusals } from './refusal-log.ts'

/**
 * Answers CORS-preflight requests and puts the CORS headers on every answer. Registered first, so
 * that a preflight ends here and no later hook (cookies, guard, sessions) runs for it.
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export default fp(async function cors(app: FastifyInstance, { policy }: { policy: Policy }) {
  const logRefusal = logRefusals(app.log, policy)

  // OPTIONS without these two headers is no preflight but a method this API does not route. One
  // that is refused says so in words, for whoever opens it in the network panel.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'OPTIONS') {
      done()
      return
    }
    const { origin, 'access-control-request-method': method } = request.headers
    if (origin === undefined || !method) {
      reply.callNotFound()
      return
    }
    if (!policy.allows(origin)) {
      logRefusal(origin)
      throw new OriginNotAllowed()
    }
    done()
  })

  // Every option is stated: 25 of 26 wrong set-ups boot in silence, and the defaults are one.
  await app.register(fastifyCors, {
    // onRequest is the first hook there is: errors of all later ones carry the headers too.
    hook: 'onRequest',
    // A string is echoed with `Vary: Origin`; false leaves out every CORS header but Vary.
    origin(origin, answer) {
      const allowed = policy.allows(origin)
      if (!allowed && origin !== undefined) logRefusal(origin)
      answer(null, allowed && origin !== undefined ? origin : false)
    },
    credentials: policy.credentials,
    // One joined string each: the plugin joins an array anew for every request.
    methods: policy.methods.join(', '),
    allowedHeaders: policy.requestHeaders.join(', '),
    exposedHeaders: policy.exposedHeaders.join(', '),
    maxAge: policy.maxAgeSeconds,
    preflight: true,
    preflightContinue: false,
    strictPreflight: true,
    // 204 has no body, and every browser takes it for an ok status.
    optionsSuccessStatus: 204,
    cacheControl: 'no-store',
    hideOptionsRoute: true,
    logLevel: 'silent',
  })
})
