import { corsPolicy, definePolicy, type Policy, type PolicyConfig } from '@repo/config'
import type { FastifyInstance } from 'fastify'
import type { AddressInfo } from 'node:net'
import { buildApp, type AppOptions } from '../../src/app.ts'
import { openDatabase, type Database } from '../../src/database/open.ts'
import { createUsersRepository } from '../../src/database/users.ts'
import { hashPassword } from '../../src/passwords.ts'

/** The two allowed web origins, and one that is not allowed. */
export const web = 'http://localhost:5173'
export const admin = 'http://localhost:5174'
export const evil = 'https://evil.example'

export const ada = { name: 'ada', password: 'correct horse battery staple' }
export const bob = { name: 'bob', password: 'another long pass phrase' }
export const cookieSecret = 'a key for tests, 32 characters or more'

/** Returns the CORS policy of the tests, which allows `web` and `admin`. */
export function policyFor(change: Partial<PolicyConfig> = {}): Policy {
  const origins = { apiOrigin: 'http://localhost:3000', allowedOrigins: [web, admin] }
  return definePolicy('development', { ...corsPolicy, ...origins, ...change })
}

/** A running API with an empty database and two accounts. */
export interface Api {
  app: FastifyInstance
  database: Database
  port: number
  close: () => Promise<void>
}

/** Starts an API on a free port of 127.0.0.1, with the accounts `ada` and `bob`. */
export async function openApi(options: Partial<AppOptions> = {}): Promise<Api> {
  const database = options.database ?? (await openDatabase(':memory:'))
  const app = await buildApp({
    policy: policyFor(),
    database,
    cookieSecrets: [cookieSecret],
    signInLimits: { perAccount: 1000, perAddress: 1000 },
    ...options,
  })
  const users = createUsersRepository(database)
  for (const account of [ada, bob]) {
    await users.create(account.name, await hashOnce(account.password))
  }
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  return { app, database, port, close: () => app.close() }
}

const hashes = new Map<string, Promise<string>>()

/** Hashing is slow on purpose: each password is hashed once per test file. */
function hashOnce(password: string): Promise<string> {
  const hash = hashes.get(password) ?? hashPassword(password)
  hashes.set(password, hash)
  return hash
}

/** Signs in through the route. @returns the value for a `Cookie` header */
export async function signIn(
  { app }: Pick<Api, 'app'>,
  account = ada,
  cookie?: string,
): Promise<string> {
  const response = await app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { origin: web, ...(cookie ? { cookie } : {}) },
    payload: account,
  })
  if (response.statusCode !== 200) throw new Error(`sign-in returned ${response.body}`)
  return String(response.headers['set-cookie']).split(';', 1)[0] ?? ''
}
