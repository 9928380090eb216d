import closeWithGrace from 'close-with-grace'
import { join } from 'node:path'
import { apiOriginOf } from '../src/api/api-origin.ts'
import { readWebEnv, WebEnvError, type WebEnv } from './web-env.ts'
import { createWebServer } from './web-server.ts'

try {
  // One build makes the page and this file, so both have the same API origin inside.
  const env = readWebEnv(apiOriginOf(import.meta.env), process.env)
  // With --check, this program only checks the environment. It does not listen.
  if (!process.argv.includes('--check')) await start(env)
} catch (error) {
  if (!(error instanceof WebEnvError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

/** Listens, and closes on SIGTERM, SIGINT or an uncaught exception. */
async function start({ host, port, ...origins }: WebEnv): Promise<void> {
  const server = await createWebServer({ files: join(import.meta.dirname, 'public'), ...origins })
  try {
    await server.listen({ host, port })
  } catch (error) {
    throw listenError(`${host}:${port}`, error)
  }
  console.log(`Web at ${origins.webOrigin}; it calls the API at ${origins.apiOrigin}`)

  closeWithGrace({ delay: 5000 }, async ({ err }) => {
    if (err) console.error(err)
    // close() waits for requests in progress; a stalled client must not delay the exit.
    setTimeout(() => server.server.closeAllConnections(), 3000).unref()
    await server.close()
  })
}

function listenError(address: string, error: unknown): WebEnvError {
  const inUse = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  return new WebEnvError(
    inUse
      ? `PORT_IN_USE  ${address}: is already in use. Stop the other process, or set PORT (WEB_PORT for npm run start:production).`
      : `LISTEN_FAILED  ${address}: ${String(error)}. Check HOST and PORT.`,
  )
}
