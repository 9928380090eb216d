import proxyAddr from '@fastify/proxy-addr'
import { collectIssues, listFromEnv, policyFromEnv, portFromEnv, type Policy } from '@repo/config'
import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { isPostgresUrl } from './database/database-url.ts'

/** The configuration of this process. */
export interface Env {
  production: boolean
  host: string
  port: number
  /** The path of the SQLite file, or the URL of a PostgreSQL server, with its password. */
  database: string
  cookieSecrets: string[]
  logLevel: string
  /** Addresses of trusted proxies, comma-separated; false for none. */
  trustProxy: string | false
  policy: Policy
}

/** Thrown with every problem of the environment at once. */
export class EnvError extends Error {
  override readonly name = 'EnvError'
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const defaultFile = '.data/items.db'
const developmentSecret = 'a key for development only: it is public'
/** The defaults of this and of earlier versions, which are public in the history of this repository. */
const publicSecrets = [developmentSecret, 'for development only: everybody can read this']

/** The variables except origins and PORT. Each message contains the reason and the fix. */
const Variables = z.object({
  NODE_ENV: z
    .enum(['development', 'production'], 'must be "development" or "production".')
    .default('development'),
  HOST: z.string().default('localhost'),
  LOG_LEVEL: z
    .enum(logLevels, `unknown pino level. Use one of ${logLevels.join(', ')}.`)
    .default('info'),
  COOKIE_SECRETS: z.string().default(developmentSecret).transform(listFromEnv),
  TRUST_PROXY: z
    .string()
    .refine(
      (text) => listFromEnv(text).every(isProxy),
      'not a list of IP addresses or CIDR ranges. Use addresses such as 10.0.0.0/8.',
    )
    .optional(),
  DATABASE_FILE: z.string().optional(),
  DATABASE_URL: z
    .string()
    .refine(
      (url) => isPostgresUrl(url) && URL.canParse(url),
      'must be a postgres:// URL. Percent-encode special characters in the password.',
    )
    .optional(),
})

const codes: Record<string, string> = {
  NODE_ENV: 'NODE_ENV_UNKNOWN',
  LOG_LEVEL: 'LOG_LEVEL_UNKNOWN',
  TRUST_PROXY: 'TRUST_PROXY_INVALID',
  DATABASE_URL: 'DATABASE_URL_INVALID',
}

/**
 * Reads the environment: the only function of the API that does. `.env.example` describes the
 * variables. An empty variable counts as unset.
 *
 * @throws {EnvError} with all problems of the variables and of the CORS configuration
 */
export function readEnv(variables: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value))
  const production = given['NODE_ENV'] === 'production'
  const problems: string[] = []

  const policy = collectIssues(problems, () =>
    policyFromEnv(production ? 'production' : 'development', given),
  )
  // In development the API listens at its origin; in production a proxy is in front of it.
  const originPort = production || !policy ? 0 : Number(new URL(policy.apiOrigin).port)
  const port = collectIssues(problems, () => portFromEnv('PORT', given['PORT'], originPort || 3000))

  const { data, error } = Variables.safeParse(given)
  for (const { path, message } of error?.issues ?? []) {
    const name = String(path[0])
    problems.push(`${codes[name]}  ${name} ${show(name, given[name])}: ${message}`)
  }
  problems.push(...weakSecrets(production, listFromEnv(given['COOKIE_SECRETS'])))
  // Without the values: both may contain a password.
  if (given['DATABASE_FILE'] && given['DATABASE_URL']) {
    problems.push('DATABASE_AMBIGUOUS  DATABASE_FILE: DATABASE_URL is set too. Unset one.')
  }

  if (problems.length > 0 || !data || !policy || port === undefined) {
    throw new EnvError(problems.join('\n\n'))
  }
  return {
    production,
    host: data.HOST,
    port,
    database: data.DATABASE_URL ?? data.DATABASE_FILE ?? defaultFile,
    cookieSecrets: data.COOKIE_SECRETS,
    logLevel: data.LOG_LEVEL,
    trustProxy: data.TRUST_PROXY ?? false,
    policy,
  }
}

/**
 * Loads `.env`, if it exists. It does not change variables that are already set, even to an empty
 * value.
 *
 * @param file default: `.env` at the root of the repository
 * @see https://nodejs.org/api/process.html#processloadenvfilepath
 */
export function loadEnvFile(file = fileURLToPath(new URL('../../../.env', import.meta.url))): void {
  if (existsSync(file)) process.loadEnvFile(file)
}

/** Returns the value of a variable for a message. A mistyped URL may contain the password anywhere. */
function show(name: string, value = ''): string {
  if (name !== 'DATABASE_URL') return JSON.stringify(value)
  const scheme = /^[a-z][a-z\d+.-]*:\/\//i.exec(value)?.[0] ?? ''
  return JSON.stringify(`${scheme}…`)
}

/** Returns the problems of the keys that sign session cookies. It does not print the keys. */
function weakSecrets(production: boolean, keys: string[]): string[] {
  if (!production) return []
  const fix = 'Make a key with: openssl rand -base64 32'
  if (keys.length === 0) {
    return [`COOKIE_SECRETS_WEAK  COOKIE_SECRETS: is not set. Production needs a key. ${fix}`]
  }
  return keys.flatMap((key, index) => {
    const entry = `COOKIE_SECRETS_WEAK  COOKIE_SECRETS[${index}]:`
    if (publicSecrets.includes(key)) return [`${entry} is the development default. ${fix}`]
    if (key.length >= 32) return []
    return [`${entry} has ${key.length} characters; each key needs at least 32. ${fix}`]
  })
}

/** Returns whether Fastify's `trustProxy` accepts an entry: an address, a range, or its name. */
function isProxy(entry: string): boolean {
  const range = entry.trim()
  const [address = ''] = range.split('/', 1)
  // proxy-addr also reads "1" as an address.
  if (isIP(address) === 0 && !/^[a-z]+$/.test(address)) return false
  try {
    proxyAddr.compile(range)
    return true
  } catch {
    return false
  }
}
