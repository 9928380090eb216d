import closeWithGrace from 'close-with-grace'
import { buildApp } from './app.ts'
import { DatabaseOpenError, openDatabase } from './database/open.ts'
import { seed } from './database/seed.ts'
import { EnvError, readEnv, type Env } from './env.ts'
import { drainMs } from './plugins/graceful-close.ts'

try {
  const env = readEnv()
  // --check validates the environment and opens neither the database nor a port.
  if (!process.argv.includes('--check')) await start(env)
} catch (error) {
  if (!(error instanceof EnvError || error instanceof DatabaseOpenError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

/** Opens the database, listens, and closes on SIGTERM, SIGINT or an uncaught exception. */
async function start(env: Env): Promise<void> {
  const { policy, host, port, production } = env
  const database = await openDatabase(env.database)
  if (!production) await seed(database)
  const app = await buildApp({
    policy,
    database,
    cookieSecrets: env.cookieSecrets,
    trustProxy: env.trustProxy,
    logger: { level: env.logLevel, ...(production ? {} : { stream: await prettyStream() }) },
    drainMs: production ? drainMs : 0,
  })
  try {
    await app.listen({ host, port })
  } catch (error) {
    await app.close()
    throw listenError(env, error)
  }
  app.log.info(`API at ${policy.apiOrigin}; allowed origins: ${policy.allowedOrigins.join(', ')}`)

  closeWithGrace({ delay: 5000, logger: app.log }, async ({ err }) => {
    if (err) app.log.error(err)
    await app.close()
  })
}

/** Development logs text, production JSON. A stream, since a pino transport cannot be bundled. */
async function prettyStream() {
  const { default: pretty } = await import('pino-pretty')
  return pretty({ translateTime: 'HH:MM:ss', ignore: 'pid,hostname', singleLine: true })
}

function listenError({ policy, host, port, production }: Env, error: unknown): EnvError {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') {
    return new EnvError(`LISTEN_FAILED  ${host}:${port}: ${String(error)}. Check HOST and PORT.`)
  }
  const isPortOfOrigin = !production && String(port) === new URL(policy.apiOrigin).port
  const fix = isPortOfOrigin
    ? 'API_ORIGIN to an origin with a free port, such as API_ORIGIN=http://localhost:3001.'
    : 'PORT to a free port.'
  return new EnvError(
    `PORT_IN_USE  ${host}:${port}: is already in use. Stop the other process, or set ${fix}`,
  )
}
