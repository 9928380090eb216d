import type { Policy } from '@repo/config'
import { isProxyRange } from './proxy-range.ts'
import { readDatabase, readDatabases, type Refuse } from './read-database.ts'
import { readPolicy } from './read-policy.ts'

/** What the environment says about this process. */
export interface Env {
  production: boolean
  host: string
  port: number
  /** The path of the embedded database, or the URL of a PostgreSQL server, with its password. */
  database: string
  cookieSecrets: string[]
  logLevel: string
  /** Addresses of proxies, false for none. */
  trustProxy: string | false
  policy: Policy
}

/** Thrown with every problem of the environment at once. */
export class EnvError extends Error {
  override readonly name = 'EnvError'
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']
const developmentSecret = 'for development only: everybody can read this'

/**
 * Reads the environment: the one place that does.
 *
 * | variable | means | default |
 * |---|---|---|
 * | `NODE_ENV` | `development` or `production` | `development` |
 * | `API_ORIGIN` | overrides `apiOrigin` | `environments.ts` |
 * | `WEB_ORIGINS` | overrides `allowedOrigins`, comma separated | `environments.ts` |
 * | `HOST`, `PORT` | where to listen | `localhost`, the port of the API's origin |
 * | `DATABASE_FILE` | the embedded database | `.data/items.db` |
 * | `DATABASE_URL` | PostgreSQL in its place: `postgres://user:password@host:5432/name` | none |
 * | `COOKIE_SECRETS` | keys of 32 characters or more, comma separated; the first signs | none in production |
 * | `LOG_LEVEL` | a level of pino | `info` |
 * | `TRUST_PROXY` | addresses of proxies whose `X-Forwarded-For` counts, comma separated | none |
 *
 * @throws {EnvError} with all problems of variables and of the CORS configuration
 */
export function readEnv(variables: NodeJS.ProcessEnv = process.env): Env {
  const problems: string[] = []
  const refuse = refusingInto(problems)

  const environment = variables['NODE_ENV'] || 'development'
  if (environment !== 'development' && environment !== 'production') {
    refuse(
      'NODE_ENV_UNKNOWN',
      'NODE_ENV',
      environment,
      'there are two environments. Use "development" or "production".',
    )
  }
  const production = environment === 'production'
  const policy = readPolicy(production ? 'production' : 'development', variables, problems)

  const port = Number(variables['PORT'] || defaultPort(policy, production))
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    refuse('PORT_INVALID', 'PORT', variables['PORT'] ?? '', 'a port is an integer from 0 to 65535.')
  }

  const logLevel = variables['LOG_LEVEL'] || 'info'
  if (!logLevels.includes(logLevel)) {
    refuse('LOG_LEVEL_UNKNOWN', 'LOG_LEVEL', logLevel, `use one of ${logLevels.join(', ')}.`)
  }

  const secrets = variables['COOKIE_SECRETS'] || (production ? '' : developmentSecret)
  const cookieSecrets = secrets.split(',')
  if (production && cookieSecrets.some((key) => key.length < 32 || key === developmentSecret)) {
    problems.push(
      'COOKIE_SECRETS_WEAK  COOKIE_SECRETS: each key that signs session cookies has 32 characters' +
        ' or more and is known to nobody. Make one with: openssl rand -base64 32',
    )
  }

  const trustProxy = variables['TRUST_PROXY'] || false
  if (trustProxy && !trustProxy.split(',').every(isProxyRange)) {
    refuse('TRUST_PROXY_INVALID', 'TRUST_PROXY', trustProxy, 'use addresses such as 10.0.0.0/8.')
  }

  const database = readDatabase(variables, refuse)

  if (problems.length > 0 || policy === undefined) throw new EnvError(problems.join('\n\n'))
  return {
    production,
    host: variables['HOST'] || 'localhost',
    port,
    database,
    cookieSecrets,
    logLevel,
    trustProxy,
    policy,
  }
}

/**
 * Reads what copy-database needs: the one command that takes `DATABASE_FILE` and `DATABASE_URL`.
 *
 * @throws {EnvError} if there is no server to copy to
 */
export function readCopyEnv(variables: NodeJS.ProcessEnv = process.env): {
  file: string
  url: string
} {
  const problems: string[] = []
  const databases = readDatabases(variables, refusingInto(problems))
  if (problems.length > 0) throw new EnvError(problems.join('\n\n'))
  return databases
}

function refusingInto(problems: string[]): Refuse {
  return (code, name, value, reason) =>
    problems.push(`${code}  ${name} ${JSON.stringify(value)}: ${reason}`)
}

/** In development the API's own origin names the port; in production a proxy stands before it. */
function defaultPort(policy: Policy | undefined, production: boolean): string {
  const port = policy && !production ? new URL(policy.apiOrigin).port : ''
  return port || '3000'
}
