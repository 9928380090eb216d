import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CredentialsWrong } from '../errors.ts'
import { passwordMatches } from '../passwords.ts'
import { clientOf } from '../plugins/rate-limit.ts'
import { errorResponses } from '../schemas/errors.ts'
import { NoBody } from '../schemas/no-body.ts'
import { Credentials, Session } from '../schemas/session.ts'

/** The allowed sign-in attempts per minute. */
export interface SignInLimits {
  /** For one name from one client: limits guesses of the password of one account. */
  perAccount: number
  /** For all names from one client: limits guesses of one password for many accounts. */
  perAddress: number
}

const tags = ['session']

const session: FastifyPluginAsyncTypebox<{ limits: SignInLimits }> = async (app, { limits }) => {
  const { sessions, usersRepository } = app
  const limitAddress = app.rateLimit(limits.perAddress, (request) => `address ${clientOf(request)}`)
  const limitAccount = app.rateLimit(limits.perAccount, (request) => {
    const { name } = request.body as Credentials
    return `account ${clientOf(request)} ${name.normalize('NFC').toLowerCase()}`
  })

  // A session must not be stored by a cache.
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(
    '',
    {
      preHandler: sessions.read,
      schema: {
        tags,
        summary: 'Get the signed-in user',
        response: { 200: Session, ...errorResponses },
      },
    },
    async ({ user }) => ({ user: user && { name: user.name } }),
  )

  app.post(
    '',
    {
      preHandler: [limitAddress, limitAccount],
      schema: {
        tags,
        summary: 'Sign in',
        body: Credentials,
        response: { 200: Session, ...errorResponses },
      },
    },
    async (request, reply) => {
      const { name, password } = request.body
      const user = await usersRepository.findByName(name)
      if (!(await passwordMatches(user?.passwordHash, password)) || !user) {
        throw new CredentialsWrong()
      }
      await sessions.start(request, reply, user.id)
      return { user: { name: user.name } }
    },
  )

  app.delete(
    '',
    {
      schema: {
        tags,
        summary: 'Sign out',
        response: { 204: NoBody, ...errorResponses },
      },
    },
    async (request, reply) => {
      await sessions.end(request, reply)
      return reply.code(204).send(undefined)
    },
  )
}
export default session
