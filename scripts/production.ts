import { loadEnvFile } from '@repo/api/env'
import concurrently from 'concurrently'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import pc from 'picocolors'

// Runs the output of `npm run build`, as it runs behind a proxy that terminates TLS.

const bundle = 'dist/server.js'
loadEnvFile()
// An empty variable counts as unset.
const { PORT, WEB_PORT, HOST } = process.env
const host = HOST || 'localhost'
const parts = [
  { name: 'api', color: 'blue', cwd: 'apps/api', port: PORT || '3000' },
  { name: 'web', color: 'green', cwd: 'apps/web', port: WEB_PORT || '8080' },
].map((part) => ({
  ...part,
  env: { ...process.env, NODE_ENV: 'production', HOST: host, PORT: part.port },
}))

const problems = parts.map(problemOf).filter((text) => text !== '')
if (problems.length > 0) {
  console.error(problems.join('\n\n'))
  process.exitCode = 1
} else {
  await start()
}

/** Returns the reason why a part would not start, or ''. With --check it only validates its environment. */
function problemOf({ name, cwd, env }: (typeof parts)[number]): string {
  if (!existsSync(`${cwd}/${bundle}`)) {
    return `BUILD_MISSING  ${cwd}/${bundle}: the ${name} is not built. Run npm run build first.`
  }
  const options = { cwd, env, encoding: 'utf8' } as const
  const { stderr, status } = spawnSync(process.execPath, [bundle, '--check'], options)
  return status === 0 ? '' : `The ${name} does not start:\n\n${stderr.trim()}`
}

async function start(): Promise<void> {
  const [api = '', web = ''] = parts.map(({ port }) => pc.cyan(`http://${host}:${port}`))
  console.log(`
  ${pc.bold('API')}  listens at ${api}
  ${pc.bold('Web')}  listens at ${web}

  Put a TLS-terminating reverse proxy in front and route each origin to its port.
  Example: docs/deployment/nginx.conf. Ctrl-C stops both.
`)
  const { result } = concurrently(
    parts.map(({ name, cwd, env }) => ({ name, cwd, env, command: `node ${bundle}` })),
    { killOthersOn: ['failure', 'success'], prefixColors: parts.map(({ color }) => color) },
  )
  // concurrently forwards signals; a server that ends because of one has not failed.
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => (stopping = true))
  }
  await result.catch(() => {
    if (!stopping) process.exitCode = 1
  })
}
