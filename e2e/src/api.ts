import { buildApp, type AppOptions } from '@repo/api'
import { openDatabase, type Database } from '@repo/api/database'
import { demoAccount, seed } from '@repo/api/database/seed'
import { createUsersRepository } from '@repo/api/database/users'
import type { Policy } from '@repo/config'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { probeRoutes } from './probe-routes.ts'
import { Recorder, recordExchanges } from './recorder.ts'
import type { Account } from './stack.ts'

/** An API in this process. */
export interface RunningApi {
  port: number
  recorder: Recorder
  newAccount: () => Promise<Account>
  newSession: () => Promise<Record<string, string>>
  server: Server
  close: () => Promise<void>
}

/**
 * Starts the real API in this process, with a database of its own, and records every request.
 *
 * @param at the port, to restart an API at its earlier port. Default: a free port
 * @param build another build of the app
 */
export async function startApi(
  policy: Policy,
  at = 0,
  build: typeof buildApp = buildApp,
): Promise<RunningApi> {
  const database = await openDatabase(':memory:')
  await seed(database)
  const app = await build({ ...optionsForTests, policy, database })
  const recorder = new Recorder()
  recordExchanges(app.server, (exchange) => recorder.exchanges.push(exchange))
  await app.listen({ host: '127.0.0.1', port: at })
  const { port } = app.server.address() as AddressInfo

  const newAccount = accountsIn(database)
  return {
    port,
    recorder,
    newAccount,
    newSession: async () => newSession(port, await newAccount()),
    server: app.server,
    close: () => app.close(),
  }
}

/** The options of every API that tests start. Its policy and database are added. */
export const optionsForTests = {
  cookieSecrets: ['a key for tests: it signs no real session'],
  // Every test comes from one address.
  signInLimits: { perAccount: 10, perAddress: 10_000 },
  extraRoutes: probeRoutes,
} satisfies Partial<AppOptions>

/** Returns a function that adds an account to a seeded database. */
export function accountsIn(database: Database): () => Promise<Account> {
  const users = createUsersRepository(database)
  let accounts = 0
  return async () => {
    accounts += 1
    const name = `${demoAccount.name}-${accounts}`
    // All have the password of the demo account: hashing is slow on purpose.
    const passwordHash = (await users.findByName(demoAccount.name))?.passwordHash ?? ''
    await users.create(name, passwordHash)
    return { name, password: demoAccount.password }
  }
}

/** Signs in without a browser. @returns the cookies of the session by name */
export async function newSession(port: number, account: Account): Promise<Record<string, string>> {
  const response = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  const pairs = response.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
}
