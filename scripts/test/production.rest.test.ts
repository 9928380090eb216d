import { unsetVariables } from '@repo/e2e/env-example'
import assert from 'node:assert/strict'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, test, type TestContext } from 'node:test'

const root = join(import.meta.dirname, '..', '..')

/** A copy, so that the developer's own builds stay unchanged. */
const copy = mkdtempSync(join(tmpdir(), 'production-'))
after(() => rmSync(copy, { recursive: true, force: true }))
for (const folder of ['packages/config', 'apps/api', 'apps/web']) {
  const filter = (path: string) => !['node_modules', 'dist', '.data'].includes(basename(path))
  cpSync(join(root, folder), join(copy, folder), { recursive: true, filter })
  symlinkSync(join(root, folder, 'node_modules'), join(copy, folder, 'node_modules'))
}
cpSync(join(root, 'tsconfig.base.json'), join(copy, 'tsconfig.base.json'))

const apiPort = await freePort()
const webPort = await freePort()
const right = {
  API_ORIGIN: `http://localhost:${apiPort}`,
  WEB_ORIGINS: `http://localhost:${webPort}`,
  COOKIE_SECRETS: 'a-key-for-tests-with-more-than-32-characters',
  PORT: String(apiPort),
  WEB_PORT: String(webPort),
}

/** Runs what `npm run build` runs in a workspace. */
function build(name: string, environment: NodeJS.ProcessEnv = {}): void {
  const cwd = join(copy, 'apps', name)
  const { scripts } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) as {
    scripts: { build: string }
  }
  const [command = '', ...args] = scripts.build.split(' ')
  const env = { ...process.env, ...unsetVariables, NODE_ENV: 'production', ...environment }
  execFileSync(join(cwd, 'node_modules', '.bin', command), args, { cwd, env, stdio: 'pipe' })
}

/** Runs what `npm run start:production` runs, in a process group of its own, as a terminal does. */
function start(t: TestContext, environment: NodeJS.ProcessEnv) {
  const { PATH, HOME } = process.env
  const script = join(root, 'scripts', 'production.ts')
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script], {
    cwd: copy,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH,
      HOME,
      NO_COLOR: '1',
      ...unsetVariables,
      DATABASE_FILE: ':memory:',
      ...environment,
    },
  })
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  t.after(() => signal(child, 'SIGKILL'))
  return { child, printed: () => printed }
}

test('without a build → an error for each part, with the command that builds it', async (t) => {
  const { child, printed } = start(t, right)
  const [code] = (await once(child, 'close')) as [number]
  assert.equal(code, 1)
  for (const name of ['api', 'web']) {
    assert.match(
      printed(),
      new RegExp(
        `^BUILD_MISSING {2}apps/${name}/dist/server.js: .* Run npm run build first.$`,
        'm',
      ),
    )
  }
})

/** A placeholder other than the one in environments.ts, which is edited after cloning. */
const placeholder = 'https://api.example.org'

test('placeholders, a missing key and http outside loopback → all errors at once', async (t) => {
  build('api')
  build('web', { VITE_API_ORIGIN: placeholder })
  const { child, printed } = start(t, {
    API_ORIGIN: placeholder,
    WEB_ORIGINS: 'http://app.acme.dev',
  })
  const [code] = (await once(child, 'close')) as [number]
  assert.equal(code, 1)
  const [api = '', web = ''] = printed().split('The web does not start:')
  assert.match(api, /^ORIGIN_PLACEHOLDER {2}API_ORIGIN "https:\/\/api\.example\.org"/m)
  assert.match(api, /^ORIGIN_INSECURE {2}WEB_ORIGINS\[0\] "http:\/\/app\.acme\.dev"/m)
  assert.match(api, /^COOKIE_SECRETS_WEAK {2}COOKIE_SECRETS: /m)
  assert.match(
    web,
    /^ORIGIN_PLACEHOLDER {2}VITE_API_ORIGIN at build "https:\/\/api\.example\.org"/m,
  )
  assert.match(web, /^ORIGIN_INSECURE {2}WEB_ORIGINS\[0\] "http:\/\/app\.acme\.dev"/m)
})

test('an API_ORIGIN other than the built-in one → an error with the build command', async (t) => {
  build('web', { VITE_API_ORIGIN: 'https://api.acme.dev' })
  const { child, printed } = start(t, right)
  const [code] = (await once(child, 'close')) as [number]
  assert.equal(code, 1)
  assert.match(printed(), /^API_ORIGIN_MISMATCH {2}.* VITE_API_ORIGIN=.* npm run build$/m)
  assert.doesNotMatch(printed(), /The api does not start/)
})

test('the web server in a folder without packages, as in its image → starts', async (t) => {
  const folder = join(copy, 'image')
  cpSync(join(copy, 'apps/web/dist'), join(folder, 'dist'), { recursive: true })
  cpSync(join(copy, 'apps/web/package.json'), join(folder, 'package.json'))
  const { PATH } = process.env
  const variables = { PATH, WEB_ORIGINS: 'https://app.acme.dev', PORT: String(webPort) }
  const child = spawn(process.execPath, ['dist/server.js'], { cwd: folder, env: variables })
  t.after(() => child.kill('SIGKILL'))
  const closed = once(child, 'close')
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  await until(() => printed.includes('Web at ') || child.exitCode !== null)

  const page = await fetch(`http://localhost:${webPort}/`)
  assert.equal(page.headers.get('content-encoding'), 'gzip', 'compressed by the build')
  assert.match(await page.text(), /<div id="app">/)
  child.kill('SIGTERM')
  assert.deepEqual(await closed, [0, null], printed)
})

test('both start in production and print their URLs; the page may connect to its API only; Ctrl-C ends both', async (t) => {
  build('web', { VITE_API_ORIGIN: right.API_ORIGIN })
  const { child, printed } = start(t, right)
  const closed = once(child, 'close')
  await untilBothListen(child, printed)

  assert.match(printed(), new RegExp(`API {2}listens at http://localhost:${apiPort}\n`))
  assert.match(printed(), new RegExp(`Web {2}listens at http://localhost:${webPort}\n`))
  assert.match(printed(), /Put a TLS-terminating reverse proxy in front/)
  // The log of production is JSON.
  assert.match(printed(), /"msg":"API at /)
  const page = await fetch(right.WEB_ORIGINS)
  assert.match(await page.text(), new RegExp(`rel="preconnect" href="${right.API_ORIGIN}"`))
  const policy = page.headers.get('content-security-policy') ?? ''
  assert.ok(policy.includes(`connect-src ${right.API_ORIGIN};`), policy)
  const items = await fetch(`${right.API_ORIGIN}/api/items`, {
    headers: { origin: right.WEB_ORIGINS },
  })
  assert.equal(items.headers.get('access-control-allow-origin'), right.WEB_ORIGINS)

  signal(child, 'SIGINT')
  const [code] = (await closed) as [number]
  assert.equal(code, 0, printed())
  await assert.rejects(fetch(right.WEB_ORIGINS))
  await assert.rejects(fetch(right.API_ORIGIN))
})

test('SIGTERM to the parent process ends both servers, with exit code 0', async (t) => {
  const { child, printed } = start(t, right)
  const closed = once(child, 'close')
  await untilBothListen(child, printed)
  child.kill('SIGTERM')
  const [code] = (await closed) as [number]
  assert.equal(code, 0, printed())
  await assert.rejects(fetch(right.WEB_ORIGINS))
  await assert.rejects(fetch(right.API_ORIGIN))
})

/** Waits until both servers have printed their addresses, or the parent process has ended. */
async function untilBothListen(child: ChildProcess, printed: () => string): Promise<void> {
  const lines = ['allowed origins: ', 'it calls the API at']
  await until(() => child.exitCode !== null || lines.every((line) => printed().includes(line)))
}

/** Sends a signal to the whole process group, as Ctrl-C in a terminal does. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    process.kill(-(child.pid ?? 0), name)
  } catch {
    // The group has ended.
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50))
}
