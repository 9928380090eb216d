import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import fastifyRateLimit from '@fastify/rate-limit'
import { passwordMatches } from '../passwords.ts'
import { CredentialsWrong, TooManySignIns } from '../problems.ts'
import { rateLimitStore } from '../rate-limit-store.ts'
import { ApiProblem, Credentials, Session } from '../schemas.ts'
import type { Store } from '../store/store.ts'

const problems = { '4xx': ApiProblem, '5xx': ApiProblem }

/** How many sign-ins a minute are tried; the next is a 429. */
export interface SignInLimits {
  /** For one name from one address: whoever guesses a password. */
  perAccount: number
  /** From one address: whoever tries a password on many names. */
  perAddress: number
}

const session: FastifyPluginAsyncTypebox<{ store: Store; limits: SignInLimits }> = async (
  app,
  { store, limits },
) => {
  await app.register(fastifyRateLimit, { global: false, store: rateLimitStore(store) })
  const minute = { timeWindow: 60_000 }
  const limiters = [
    app.createRateLimit({
      ...minute,
      max: limits.perAddress,
      keyGenerator: (request) => `address ${request.ip}`,
    }),
    app.createRateLimit({
      ...minute,
      max: limits.perAccount,
      keyGenerator: (request) =>
        `account ${request.ip} ${(request.body as Credentials).name.toLowerCase()}`,
    }),
  ]

  app.get(
    '/api/session',
    {
      preHandler: app.sessions.read,
      schema: { response: { 200: Session, '5xx': problems['5xx'] } },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return { user: request.user && { name: request.user.name } }
    },
  )

  app.post(
    '/api/session',
    {
      preHandler: async (request, reply) => {
        for (const limiter of limiters) {
          const limit = await limiter(request)
          if (!limit.isAllowed && limit.isExceeded) {
            reply.header('retry-after', limit.ttlInSeconds)
            throw new TooManySignIns(limit.ttlInSeconds)
          }
        }
      },
      schema: { body: Credentials, response: { 200: Session, ...problems } },
    },
    async (request, reply) => {
      const { name, password } = request.body
      const user = await store.users.find(name)
      if (!(await passwordMatches(user?.passwordHash, password)) || !user) {
        throw new CredentialsWrong()
      }
      await app.sessions.start(request, reply, user.id)
      reply.header('cache-control', 'no-store')
      return { user: { name: user.name } }
    },
  )

  app.delete(
    '/api/session',
    { schema: { response: { 204: Type.Null({ description: 'No body.' }), ...problems } } },
    async (request, reply) => {
      await app.sessions.end(request, reply)
      return reply.code(204).send(null)
    },
  )
}
export default session
