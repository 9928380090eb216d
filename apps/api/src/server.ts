import { EnvError, readEnv, type Env } from './env.ts'

const prettyLog = {
  singleLine: true,
  translateTime: 'HH:MM:ss',
  // The message of a request says these already.
  ignore: 'pid,hostname,method,path,statusCode',
}

try {
  await serve(readEnv())
} catch (error) {
  if (!(error instanceof EnvError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

/** Starts the process; nothing heavy is loaded before the environment is known to be right. */
async function serve(env: Env): Promise<void> {
  const { buildApp } = await import('./app.ts')
  const { openStore } = await import('./store/open-store.ts')
  const { default: closeWithGrace } = await import('close-with-grace')

  const store = await openStore(env.databaseFile).catch((error: unknown) => {
    throw new EnvError(
      `DATABASE_UNUSABLE  ${env.databaseFile}: ${String(error)}. Set DATABASE_FILE to a file this` +
        ' process can write.',
    )
  })
  if (!env.production) await (await import('./store/seed.ts')).seed(store)
  const app = await buildApp({
    policy: env.policy,
    store,
    cookieSecrets: env.cookieSecrets,
    trustProxy: env.trustProxy,
    logger: {
      level: env.logLevel,
      ...(env.production
        ? {}
        : {
            transport: {
              target: 'pino-pretty',
              options: prettyLog,
            },
          }),
    },
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
  closeWithGrace({ delay: 5000, logger: app.log }, async ({ err }) => {
    if (err) app.log.error(err)
    setTimeout(() => app.server.closeAllConnections(), 3000).unref()
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
