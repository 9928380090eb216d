import type { Policy } from '@repo/config'
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyServerOptions,
} from 'fastify'
import { randomUUID } from 'node:crypto'
import { isPreflight } from './cors/cors-headers.ts'
import cors from './cors/cors-plugin.ts'
import { corsServerResponse } from './cors/cors-server-response.ts'
import originGuard from './cors/origin-guard.ts'
import { parserErrors } from './cors/parser-errors.ts'
import { routerErrors } from './cors/router-errors.ts'
import itemsRepository from './database/items.ts'
import type { Database } from './database/open.ts'
import rateLimitsRepository from './database/rate-limits.ts'
import sessionsRepository from './database/sessions.ts'
import usersRepository from './database/users.ts'
import { errorHandler, notFoundHandler } from './error-handler.ts'
import { logSerializers } from './log-serializers.ts'
import deleteExpired from './plugins/delete-expired.ts'
import docs from './plugins/docs.ts'
import gracefulClose from './plugins/graceful-close.ts'
import itemEvents from './plugins/item-events.ts'
import rateLimit from './plugins/rate-limit.ts'
import securityHeaders from './plugins/security-headers.ts'
import session from './plugins/session.ts'
import events from './routes/events.ts'
import health from './routes/health.ts'
import items from './routes/items.ts'
import root from './routes/root.ts'
import sessionRoutes, { type SignInLimits } from './routes/session.ts'
import { schemaController, schemaErrorFormatter } from './validation.ts'

export interface AppOptions {
  /** The CORS policy: origins, methods, headers and the attributes of the session cookie. */
  policy: Policy
  /** The app closes it in `onClose`. */
  database: Database
  /** Keys of at least 32 characters: the first signs cookies, all are accepted. */
  cookieSecrets: string[]
  /** pino's options. Default: no log. */
  logger?: Exclude<FastifyServerOptions['logger'], boolean>
  /** Proxies whose `X-Forwarded-For` is trusted. Default: none. */
  trustProxy?: FastifyServerOptions['trustProxy']
  /** Allowed sign-in attempts per minute. Default: 10 per account, 100 per address. */
  signInLimits?: SignInLimits
  /** How long the server continues to accept requests when it closes, in milliseconds. Default: 0. */
  drainMs?: number
  /** More routes, with the same CORS headers, origin guard and sessions. */
  extraRoutes?: FastifyPluginAsync
}

/**
 * Builds the API, ready to listen. The plugins are registered in an explicit order, because the CORS
 * headers of a response depend on it.
 *
 * @throws if the policy has no credentials: the session needs a cookie
 */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { policy, database, cookieSecrets } = options
  if (!policy.credentials) {
    throw new Error(
      'The items API signs in with a cookie. Set credentials: true in cors-policy.ts.',
    )
  }

  let preflightLogger: FastifyBaseLogger | undefined
  const app = Fastify({
    logger: options.logger ? { serializers: logSerializers, ...options.logger } : false,
    trustProxy: options.trustProxy ?? false,
    // A client must not choose the id under which its request is logged.
    requestIdHeader: false,
    // All preflights share one id and one logger, and have no request log: a logger, an id and two
    // log lines for each would cost more than the preflight itself. Errors are logged.
    logController: new LogController({ disableRequestLogging: isPreflight }),
    genReqId: (request) => (isPreflight(request) ? 'preflight' : randomUUID()),
    childLoggerFactory: (logger, bindings, options, request) => {
      if (!isPreflight(request)) return logger.child(bindings, options)
      const level = logger.level === 'silent' ? 'silent' : 'error'
      return (preflightLogger ??= logger.child(bindings, { level }))
    },
    schemaController,
    schemaErrorFormatter,
    // A page that is open during a restart gets its response, not a 503 without CORS headers.
    return503OnClosing: false,
    // Together these end a stalled upload after 10 s. With requestTimeout alone it would take up to
    // 90 s: Node uses the longer of it and headersTimeout (default: 60 s), and checks every 30 s.
    requestTimeout: 10_000,
    http: {
      headersTimeout: 9_000,
      connectionsCheckingInterval: 1_000,
      // This option and the next two set the CORS headers of responses that no hook sees:
      ServerResponse: corsServerResponse(policy), // responses through reply.raw
    },
    clientErrorHandler: parserErrors(policy), // responses to requests that Node cannot parse
    frameworkErrors: routerErrors(policy), // responses to requests that the router rejects
  })

  app.decorate('database', database)
  app.addHook('onClose', () => database.close())
  app.setErrorHandler(errorHandler) // one format for all errors

  // Registered first: every response has the CORS headers, and preflights get their response here.
  // The other plugins are in a scope of their own, so that none of their hooks runs for a preflight.
  await app.register(cors, { policy })
  await app.register(async (api) => {
    api.setNotFoundHandler(notFoundHandler) // in this scope: the hooks below also run for a 404
    await api.register(gracefulClose, { drainMs: options.drainMs ?? 0 }) // counts every request
    await api.register(securityHeaders, { https: policy.apiOrigin.startsWith('https:') }) // on errors too
    await api.register(originGuard, { policy }) // before cookies are read: a rejected origin changes nothing

    await api.register(itemsRepository)
    await api.register(usersRepository)
    await api.register(sessionsRepository)
    await api.register(rateLimitsRepository)

    await api.register(session, { policy, cookieSecrets }) // needs sessionsRepository
    await api.register(rateLimit) // needs rateLimitsRepository
    await api.register(deleteExpired) // needs both repositories
    await api.register(itemEvents) // before the streams are opened

    await api.register(docs) // before the routes: it documents those registered after it
    await api.register(root, { policy })
    await api.register(health)
    await api.register(items, { prefix: '/api/items' })
    await api.register(sessionRoutes, {
      prefix: '/api/session',
      limits: options.signInLimits ?? { perAccount: 10, perAddress: 100 },
    })
    await api.register(events, { prefix: '/api/events' })
    if (options.extraRoutes) await api.register(options.extraRoutes)
  })
  await app.ready()
  return app
}
