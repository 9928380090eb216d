import type { Policy } from '@repo/config'
import Fastify, {
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyServerOptions,
} from 'fastify'
import { compilers } from './compilers.ts'
import answerHeaders from './plugins/answer-headers.ts'
import { answerClientErrors } from './plugins/client-errors.ts'
import cors from './plugins/cors.ts'
import docs from './plugins/docs.ts'
import { answerError, answerUnknownRoute } from './plugins/errors.ts'
import { corsServerResponse } from './plugins/every-answer.ts'
import { answerFrameworkErrors } from './plugins/framework-errors.ts'
import gracefulClose from './plugins/graceful-close.ts'
import itemEvents from './plugins/item-events.ts'
import originGuard from './plugins/origin-guard.ts'
import session from './plugins/session.ts'
import { requestId, RequestLog, requestLogger } from './request-log.ts'
import events from './routes/events.ts'
import health from './routes/health.ts'
import items from './routes/items.ts'
import sessionRoutes, { type SignInLimits } from './routes/session.ts'
import type { Store } from './store/store.ts'

/** What an API process is made of. */
export interface AppOptions {
  policy: Policy
  store: Store
  /** Keys of at least 32 characters: the first signs cookies, all are accepted. */
  cookieSecrets: string[]
  /** pino options, or false. Default: false. */
  logger?: FastifyServerOptions['logger']
  /** Which proxies' `X-Forwarded-For` to believe. Default: none. */
  trustProxy?: FastifyServerOptions['trustProxy']
  /** Default: 10 a minute for one account, 100 for one address. */
  signInLimits?: SignInLimits
  /** More routes, under the same CORS headers, guard and sessions. */
  extraRoutes?: FastifyPluginAsync
}

/**
 * Builds the API, ready to listen. The order of the plugins is the subject of this repository.
 *
 * @throws if the policy has no credentials: signing in needs a cookie
 */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { policy, store, cookieSecrets } = options
  if (!policy.credentials)
    throw new Error('The items API signs in with a cookie: set credentials: true.')

  const app = Fastify({
    logger: options.logger ?? false,
    trustProxy: options.trustProxy ?? false,
    genReqId: requestId,
    childLoggerFactory: requestLogger,
    // The id of a request is ours to give: a caller could forge another's in the log.
    requestIdHeader: false,
    logController: new RequestLog(),
    // Given here, Fastify does not load those it has.
    schemaController: { compilersFactory: compilers },
    // A page that is open during a restart gets its answer, not a bare 503.
    return503OnClosing: false,
    // Together these cut a stalled upload after 10 s; requestTimeout alone would take 90.
    requestTimeout: 10_000,
    http: {
      headersTimeout: 9_000,
      connectionsCheckingInterval: 1_000,
      ServerResponse: corsServerResponse(policy),
    },
    clientErrorHandler: answerClientErrors(policy),
    frameworkErrors: answerFrameworkErrors(policy),
  })

  app.setErrorHandler(answerError) // one shape for every refusal
  await app.register(cors, { policy }) // first: a preflight ends here, and nothing below runs for it
  await app.register(async (api) => {
    api.setNotFoundHandler(answerUnknownRoute)
    await api.register(answerHeaders, { https: policy.apiOrigin.startsWith('https:') })
    await api.register(originGuard, { policy }) // before cookies are read: strangers change nothing
    await api.register(session, { policy, store, cookieSecrets })
    await api.register(itemEvents, { store })
    await api.register(gracefulClose)
    await api.register(docs) // sees only what is registered after it
    await api.register(health, { store })
    await api.register(items, { store })
    await api.register(sessionRoutes, {
      store,
      limits: options.signInLimits ?? { perAccount: 10, perAddress: 100 },
    })
    await api.register(events)
    if (options.extraRoutes) await api.register(options.extraRoutes)
  })
  app.addHook('onClose', () => store.close())
  await app.ready()
  return app
}
