import closeWithGrace from 'close-with-grace'
import { buildApp } from './app.ts'
import { EnvError, type Env } from './env.ts'
import { openLogStream } from './log-stream.ts'
import { openDatabase } from './open-database.ts'
import { loadArgon2 } from './passwords.ts'
import { cutConnections, waitForProxy } from './plugins/graceful-close.ts'

/** Opens the database, listens, and closes when the process is told to end. */
export async function serve(env: Env): Promise<void> {
  // Loaded when somebody asks for /docs: a deployment that lacks it learns of it now.
  import.meta.resolve('@fastify/swagger-ui')
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

  // Signing in needs it, listening does not. Where it cannot be loaded, the process ends.
  await loadArgon2()
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
