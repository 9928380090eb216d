import { once } from 'node:events'
import { join } from 'node:path'
import { apiOriginOf } from '../src/api/api-origin.ts'
import { readWebEnv, WebEnvError, type WebEnv } from './web-env.ts'
import { createWebServer } from './web-server.ts'

/** The process that serves the built web; `--check` ends it where it would listen. */
try {
  // The build puts in what it has put into the page: both are made by one run.
  const env = readWebEnv(apiOriginOf(import.meta.env), process.env)
  if (!process.argv.includes('--check')) await serve(env)
} catch (error) {
  if (!(error instanceof WebEnvError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function serve({ host, port, ...origins }: WebEnv): Promise<void> {
  const files = join(import.meta.dirname, 'public')
  const server = createWebServer({ files, ...origins }).listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    throw new WebEnvError(
      `LISTEN_FAILED  ${host}:${port}: ${String(error)}. Set HOST and PORT to what this machine has.`,
    )
  }
  console.log(`Web at ${origins.webOrigin}; it calls the API at ${origins.apiOrigin}`)

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      // What is in flight is finished; a reader that has stopped is cut.
      server.close()
      setTimeout(() => server.closeAllConnections(), 3000).unref()
    })
  }
}
