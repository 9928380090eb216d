import { EnvError, readEnv, type Env } from './env.ts'

try {
  const env = readEnv()
  // For whoever deploys: says whether this environment would start, and opens nothing.
  if (!process.argv.includes('--check')) await serve(env)
} catch (error) {
  if (!(error instanceof EnvError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

/** Starts the process; nothing heavy is loaded before the environment is known to be right. */
async function serve(env: Env): Promise<void> {
  const { buildApp } = await import('./app.ts')
  const { openDatabase } = await import('./open-database.ts')
  const { openLogStream } = await import('./log-stream.ts')
  const { cutConnections, waitForProxy } = await import('./plugins/graceful-close.ts')
  const { default: closeWithGrace } = await import('close-with-grace')

  const store = await openDatabase(env.database)
  if (!env.production) await (await import('./store/seed.ts')).seed(store)
  const app = await buildApp({
    policy: env.policy,
    store,
    cookieSecrets: env.cookieSecrets,
    trustProxy: env.trustProxy,
    logger: { level: env.logLevel, stream: await openLogStream(env.production) },
  })

  try {
    await app.listen({
      host: env.host,
      port: env.port,
      listenTextResolver: () =>
        `API at ${env.policy.apiOrigin}; pages of ${env.policy.allowedOrigins.join(', ')} may call it`,
    })
  } catch (error) {
    await app.close()
    throw listenError(env, error)
  }

  // What is in flight is finished; a stalled upload or a reader that has stopped is cut after 3 s.
  closeWithGrace({ delay: 5000, logger: app.log }, async ({ err, signal }) => {
    if (err) app.log.error(err)
    // docs/deployment/nginx.conf keeps idle connections for 2 s. Ctrl-C waits for nobody.
    if (env.production && signal === 'SIGTERM') waitForProxy(app.server, 2500)
    setTimeout(() => cutConnections(app.server), 3000).unref()
    await app.close()
  })
}

function listenError({ host, port }: Env, error: unknown): EnvError {
  const inUse = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  return new EnvError(
    inUse
      ? `PORT_IN_USE  ${host}:${port}: another process listens there. Stop it, or set API_ORIGIN` +
          ' to an origin with a free port, such as API_ORIGIN=http://localhost:3001.'
      : `LISTEN_FAILED  ${host}:${port}: ${String(error)}. Set HOST and PORT to what this machine has.`,
  )
}
