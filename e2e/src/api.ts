import { buildApp } from '@repo/api'
import { openDatabase } from '@repo/api/database'
import { createUsersRepository } from '@repo/api/database/users'
import { demoAccount, seed } from '@repo/api/database/seed'
import type { Policy } from '@repo/config'
import type { AddressInfo } from 'node:net'
import { probeRoutes } from './probe-routes.ts'
import type { Account } from './stack.ts'
import { Recorder, recordExchanges } from './recorder.ts'

/** An API of this process. */
export interface RunningApi {
  port: number
  recorder: Recorder
  newAccount: () => Promise<Account>
  newSession: () => Promise<Record<string, string>>
  close: () => Promise<void>
}

/**
 * The real API in this process: its own database, every request recorded.
 *
 * @param at a port it had before; by default any free one
 * @param build another build of the app
 */
export async function startApi(
  policy: Policy,
  at = 0,
  build: typeof buildApp = buildApp,
): Promise<RunningApi> {
  const database = await openDatabase(':memory:')
  const users = createUsersRepository(database)
  await seed(database)
  const app = await build({
    policy,
    database,
    cookieSecrets: ['a key for tests: nobody signs anything real with it'],
    // Every test comes from one address.
    signInLimits: { perAccount: 10, perAddress: 10_000 },
    extraRoutes: probeRoutes,
  })
  const recorder = new Recorder()
  recordExchanges(app.server, (exchange) => recorder.exchanges.push(exchange))
  await app.listen({ host: '127.0.0.1', port: at })
  const { port } = app.server.address() as AddressInfo

  const { name, password } = demoAccount
  let accounts = 0
  const newAccount = async () => {
    accounts += 1
    // The hash of the demo account serves all: hashing is slow on purpose.
    const passwordHash = (await users.findByName(name))?.passwordHash ?? ''
    await users.create(`${name}-${accounts}`, passwordHash)
    return { name: `${name}-${accounts}`, password }
  }
  const newSession = async () => {
    const { cookies } = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: await newAccount(),
    })
    return Object.fromEntries(cookies.map(({ name, value }) => [name, encodeURIComponent(value)]))
  }
  return { port, recorder, newAccount, newSession, close: () => app.close() }
}
