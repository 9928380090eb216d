import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { limitTries } from '../limit-tries.ts'
import { passwordMatches } from '../passwords.ts'
import { CredentialsWrong } from '../problems.ts'
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
  const perAddress = limitTries(store, limits.perAddress, ({ ip }) => `address ${ip}`)
  const perAccount = limitTries(store, limits.perAccount, ({ ip, body }) => {
    const { name } = body as Credentials
    return `account ${ip} ${name.toLowerCase()}`
  })

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
      preHandler: [perAddress, perAccount],
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
