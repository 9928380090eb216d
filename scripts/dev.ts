import { EnvError, readEnv, type Env } from '@repo/api/env'
import { demoAccount } from '@repo/api/seed'
import concurrently from 'concurrently'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import pc from 'picocolors'
import { findLab, type Lab } from './lab.ts'

try {
  await start(readEnv())
} catch (error) {
  if (!(error instanceof EnvError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

/** Starts API, web and lab, says where they are, and ends all when one ends or on Ctrl-C. */
async function start({ policy, port: apiPort }: Env): Promise<void> {
  const { apiOrigin, allowedOrigins } = policy
  const webOrigin = allowedOrigins.find((origin) => !origin.includes('*')) ?? ''
  const webPort = Number(new URL(webOrigin).port || 80)
  const lab = findLab(process.env)
  await refuseTakenPorts([
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
      ...(lab
        ? [
            {
              name: 'lab',
              cwd: 'apps/lab',
              command: 'tsx src/server/main.ts',
              env: withBin('apps/lab'),
            },
          ]
        : []),
    ],
    {
      killOthersOn: ['failure', 'success'],
      prefixColors: ['blue', 'green', 'magenta'],
    },
  )
  // concurrently passes signals on; what is ended on purpose is no failure.
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => (stopping = true))
  }

  void announce(webOrigin, apiOrigin, allowedOrigins, lab)
  await result.catch(() => {
    if (!stopping) process.exitCode = 1
  })
}

/** Another port would be another origin, which nobody has allowed. */
async function refuseTakenPorts(
  ports: readonly (readonly [name: string, port: number, choice: string])[],
): Promise<void> {
  const problems: string[] = []
  for (const [name, port, choice] of ports) {
    if (await isFree(port)) continue
    problems.push(
      `PORT_IN_USE  ${name} localhost:${port}: another process listens there. Stop it, or choose` +
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

/** Prints where to go, as soon as there is something there. */
async function announce(
  webOrigin: string,
  apiOrigin: string,
  allowedOrigins: readonly string[],
  lab: Lab | undefined,
): Promise<void> {
  // Node may not know that names below localhost are this machine; browsers do.
  const labUrls = lab ? [`http://localhost:${lab.port}`] : []
  const urls = [webOrigin, `${apiOrigin}/readyz`, ...labUrls]
  await Promise.all(urls.map(answers))
  const { name, password } = demoAccount
  console.log(`
  ${pc.bold('Web')}  ${pc.cyan(webOrigin)}
  ${pc.bold('API')}  ${pc.cyan(apiOrigin)}  (its routes: ${pc.cyan(`${apiOrigin}/docs`)})
${lab ? `  ${pc.bold('Lab')}  ${pc.cyan(lab.origin)}  (right and wrong set-ups, live)\n` : ''}
  Pages of ${allowedOrigins.join(', ')} may call the API with credentials; no other origin may.
  Sign in as ${pc.bold(name)} with the password ${pc.bold(password)}. Ctrl-C ends all of it.
`)
}

async function answers(url: string): Promise<void> {
  for (;;) {
    const answered = await fetch(url, { redirect: 'manual' }).then(
      ({ status }) => status < 400,
      () => false,
    )
    if (answered) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
