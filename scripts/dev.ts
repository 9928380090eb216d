import { EnvError, loadEnvFile, readEnv, type Env } from '@repo/api/env'
import { demoAccount } from '@repo/api/database/seed'
import { CorsConfigError } from '@repo/config'
import concurrently from 'concurrently'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import pc from 'picocolors'
import { findLab, type Lab } from './lab.ts'
import { webOriginOf } from './web-origin.ts'

try {
  loadEnvFile()
  await start(readEnv())
} catch (error) {
  if (!(error instanceof EnvError || error instanceof CorsConfigError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

/**
 * Starts API and web, prints their URLs, then starts the lab. Ends all of them on Ctrl-C, and when
 * the API or the web ends.
 */
async function start({ policy, port: apiPort }: Env): Promise<void> {
  const { apiOrigin, allowedOrigins } = policy
  const webOrigin = webOriginOf(policy)
  const webPort = Number(new URL(webOrigin).port || 80)
  const lab = findLab(process.env)
  await assertPortsFree([
    ['API', apiPort, `another origin: API_ORIGIN=http://localhost:${apiPort + 10}`],
    ['web', webPort, `another origin: WEB_ORIGINS=http://localhost:${webPort + 10}`],
    ...(lab ? [['lab', lab.port, `another port: LAB_PORT=${lab.port + 10}`] as const] : []),
  ])

  const { result } = concurrently(
    [
      {
        name: 'api',
        cwd: 'apps/api',
        // --watch restarts it on each edit, of packages/config too.
        command: 'node --watch --watch-preserve-output --no-warnings --import tsx src/server.ts',
        env: withBin('apps/api'),
      },
      {
        name: 'web',
        cwd: 'apps/web',
        command: `vite --configLoader runner --logLevel warn --port ${webPort}`,
        env: {
          ...withBin('apps/web'),
          VITE_API_ORIGIN: apiOrigin,
          ...(lab && { VITE_LAB_ORIGIN: lab.origin }),
        },
      },
    ],
    { killOthersOn: ['failure', 'success'], prefixColors: ['blue', 'green'] },
  )
  // concurrently forwards signals; a server that ends because of one has not failed.
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => (stopping = true))
  }

  const ended = new AbortController()
  const ready = [webOrigin, `http://localhost:${apiPort}/readyz`]
  void Promise.all(ready.map((url) => waitForResponse(url, ended.signal))).then(() => {
    if (ended.signal.aborted) return
    announce(webOrigin, apiOrigin, allowedOrigins, lab)
    // After them, so that it does not slow their start.
    if (lab) startLab(ended.signal)
  })
  await result
    .catch(() => {
      if (!stopping) process.exitCode = 1
    })
    .finally(() => ended.abort())
}

/** Starts the lab, which prints its URL, and ends it with the signal. */
function startLab(ended: AbortSignal): void {
  const { commands, result } = concurrently(
    [{ name: 'lab', cwd: 'apps/lab', command: 'tsx src/server/main.ts', env: withBin('apps/lab') }],
    { prefixColors: ['magenta'] },
  )
  ended.addEventListener('abort', () => commands.forEach((command) => command.kill()))
  // It has printed why it ended. The app works without it.
  result.catch(() => {})
}

/** Another port would be another origin, which is not in the allowlist. */
async function assertPortsFree(
  ports: readonly (readonly [name: string, port: number, choice: string])[],
): Promise<void> {
  const problems: string[] = []
  for (const [name, port, choice] of ports) {
    if (await isFree(port)) continue
    problems.push(
      `PORT_IN_USE  ${name} localhost:${port}: is already in use. Stop the other process, or choose` +
        ` ${choice} npm start`,
    )
  }
  if (problems.length > 0) throw new EnvError(problems.join('\n'))
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, 'localhost', () => probe.close(() => resolve(true)))
  })
}

function withBin(folder: string): NodeJS.ProcessEnv {
  const bin = join(process.cwd(), folder, 'node_modules', '.bin')
  return { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` }
}

/** Prints URLs, account and allowed origins. */
function announce(
  webOrigin: string,
  apiOrigin: string,
  allowedOrigins: readonly string[],
  lab: Lab | undefined,
): void {
  const { name, password } = demoAccount
  console.log(`
  ${pc.bold('Web')}  ${pc.cyan(webOrigin)}
  ${pc.bold('API')}  ${pc.cyan(apiOrigin)}  (documentation: ${pc.cyan(`${apiOrigin}/docs`)})
${lab ? `  ${pc.bold('Lab')}  ${pc.cyan(lab.origin)}  (right and wrong configurations, live: starts now)\n` : ''}
  Pages of ${allowedOrigins.join(', ')} may call the API with credentials; pages of other origins may not.
  Sign in as ${pc.bold(name)} with the password ${pc.bold(password)}. Ctrl-C ends all servers.
`)
}

/** @returns when the server at the URL responds, or the signal aborts */
async function waitForResponse(url: string, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    const ok = await fetch(url, { redirect: 'manual', signal: ended }).then(
      ({ status }) => status < 400,
      () => false,
    )
    if (ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
