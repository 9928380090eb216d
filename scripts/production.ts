import concurrently from 'concurrently'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import pc from 'picocolors'

/** Runs what `npm run build` has made, as it would run behind a proxy that ends TLS. */
const bundle = 'dist/server.js'
const { PORT = '3000', WEB_PORT = '8080', HOST = 'localhost' } = process.env
const parts = [
  { name: 'api', color: 'blue', cwd: 'apps/api', port: PORT },
  { name: 'web', color: 'green', cwd: 'apps/web', port: WEB_PORT },
].map((part) => ({
  ...part,
  env: { ...process.env, NODE_ENV: 'production', HOST, PORT: part.port },
}))

const problems = parts.map(refusal).filter((text) => text !== '')
if (problems.length > 0) {
  console.error(problems.join('\n\n'))
  process.exitCode = 1
} else {
  await start()
}

/** Asks a part whether it would start: it reads its environment as it does at every start. */
function refusal({ name, cwd, env }: (typeof parts)[number]): string {
  if (!existsSync(`${cwd}/${bundle}`)) {
    return `BUILD_MISSING  ${cwd}/${bundle}: the ${name} is not built. Run npm run build first.`
  }
  const options = { cwd, env, encoding: 'utf8' } as const
  const { stderr, status } = spawnSync(process.execPath, [bundle, '--check'], options)
  return status === 0 ? '' : `The ${name} does not start:\n\n${stderr.trim()}`
}

async function start(): Promise<void> {
  const [api = '', web = ''] = parts.map(({ port }) => pc.cyan(`http://${HOST}:${port}`))
  console.log(`
  ${pc.bold('API')}  listens at ${api}
  ${pc.bold('Web')}  listens at ${web}

  What ends TLS stands in front of them and sends each origin to its own: see
  docs/deployment/nginx.conf. Ctrl-C ends both.
`)
  const { result } = concurrently(
    parts.map(({ name, cwd, env }) => ({ name, cwd, env, command: `node ${bundle}` })),
    { killOthersOn: ['failure', 'success'], prefixColors: parts.map(({ color }) => color) },
  )
  // concurrently passes signals on; what is ended on purpose is no failure.
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => (stopping = true))
  }
  await result.catch(() => {
    if (!stopping) process.exitCode = 1
  })
}
