import { openDatabase } from '@repo/api/database'
import assert from 'node:assert/strict'
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { findBrowser } from '../src/browsers.ts'
import { unsetVariables } from '../src/env-example.ts'
import { freePort } from '../src/free-port.ts'
import { nginxMissing, startNginx, type RunningNginx } from '../src/nginx.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const skip = nginxMissing ?? (findBrowser('chromium') ? undefined : 'no Chromium')

// Follows docs/deployment.md: the built API and web behind nginx.conf for their origins, an empty
// database, one account, and a certificate of a private authority. Only names in DNS are missing: the
// origins are two ports of localhost.
describe('npm run e2e against a deployment made as docs/deployment.md says', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'deployment-'))
  const children: ChildProcess[] = []
  let variables: Record<string, string>
  let nginx: RunningNginx
  let account: { E2E_NAME: string; E2E_PASSWORD: string }

  const { PATH = '', HOME = '' } = process.env
  const environment = (more: Record<string, string>) => ({
    PATH,
    HOME,
    FORCE_COLOR: '0',
    ...unsetVariables,
    ...more,
  })
  const tsx = ['--import', import.meta.resolve('tsx')]

  before(async () => {
    copyRepository(folder)
    const [webPort, apiPort] = [await freePort(), await freePort()]
    const [WEB_PORT, PORT] = [await freePort(), await freePort()].map(String)
    variables = {
      API_ORIGIN: `https://localhost:${apiPort}`,
      WEB_ORIGINS: `https://localhost:${webPort}`,
      VITE_API_ORIGIN: `https://localhost:${apiPort}`,
      COOKIE_SECRETS: 'a-key-for-tests-with-more-than-32-characters',
      TRUST_PROXY: 'loopback',
      DATABASE_FILE: join(folder, 'items.db'),
      PORT: PORT ?? '',
      WEB_PORT: WEB_PORT ?? '',
    }
    const env = environment(variables)
    for (const name of ['api', 'web']) build(join(folder, 'apps', name), env)

    const conf = execFileSync(process.execPath, [...tsx, join(root, 'scripts/nginx-conf.ts')], {
      env,
      cwd: root,
      encoding: 'utf8',
    })
    nginx = await startNginx(conf, ['localhost'])
    const addUser = ['src/cli/add-user.ts', 'ada']
    const printed = execFileSync(process.execPath, [...tsx, ...addUser], {
      env: { ...env, NODE_ENV: 'production' },
      cwd: join(folder, 'apps/api'),
      encoding: 'utf8',
    })
    account = { E2E_NAME: 'ada', E2E_PASSWORD: printed.trim().split(' ').at(-1) ?? '' }

    const servers = spawn(process.execPath, [...tsx, join(root, 'scripts/production.ts')], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(servers)
    let screen = ''
    servers.stdout.on('data', (chunk: Buffer) => (screen += chunk.toString()))
    while (!screen.includes('allowed origins: ') || !screen.includes('it calls the API at')) {
      if (servers.exitCode !== null) throw new Error(screen)
      await once(servers.stdout, 'data')
    }
  })
  after(async () => {
    await nginx.close()
    for (const child of children) {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
    rmSync(folder, { recursive: true, force: true })
  })

  /** Runs the command of the guide's checklist. */
  function runSuite(more: Record<string, string>, ...args: string[]) {
    const { API_ORIGIN = '', WEB_ORIGINS = '' } = variables
    const env = environment({
      API_ORIGIN,
      WEB_ORIGIN: WEB_ORIGINS,
      WEB_ORIGINS,
      ...account,
      ...more,
    })
    return new Promise<{ code: number | null; output: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        [...tsx, join(root, 'scripts/e2e.ts'), ...args],
        { cwd: root, env, maxBuffer: 2 ** 26 },
        (_error, stdout, stderr) => resolve({ code: child.exitCode, output: stdout + stderr }),
      )
    })
  }

  /** Sends a GET request to the API of the deployment. @returns the body of the response */
  function get(path: string): Promise<string> {
    const ca = readFileSync(nginx.authority)
    return new Promise((resolve, reject) => {
      request(`${variables['API_ORIGIN'] ?? ''}${path}`, { ca }, (response) => {
        let body = ''
        response.on('data', (chunk: Buffer) => (body += chunk.toString()))
        response.on('end', () => resolve(body))
      })
        .once('error', reject)
        .end()
    })
  }

  it('without the authority → one line that names NODE_EXTRA_CA_CERTS, and no test', async () => {
    const { code, output } = await runSuite({})
    assert.equal(code, 1, output)
    assert.match(output, /API_ORIGIN_UNREACHABLE .*not trusted.*NODE_EXTRA_CA_CERTS=ca\.pem/)
    assert.doesNotMatch(output, /passed/)
  })

  it('with it → every test passes or is skipped with a reason, and the data is as it was', async () => {
    const project = ['--project', 'chromium deployment']
    const { code, output } = await runSuite({ NODE_EXTRA_CA_CERTS: nginx.authority }, ...project)
    assert.equal(code, 0, output)
    assert.match(output, /^ {2}\d+ passed/m)
    const skipped = Number(/^ {2}(\d+) skipped/m.exec(output)?.[1] ?? 0)
    const reasons = output.match(/^skipped: \[.+\(.{10,}\)$/gm) ?? []
    assert.equal(reasons.length, skipped, output)

    assert.deepEqual(JSON.parse(await get('/api/items')), { items: [] })
    const database = await openDatabase(variables['DATABASE_FILE'] ?? '')
    const sessions = await database.db.selectFrom('sessions').selectAll().execute()
    await database.close()
    assert.deepEqual(sessions, [], 'all sessions are signed out')
  })
})

/** Copies what is built, so that the developer's own builds stay unchanged. */
function copyRepository(folder: string): void {
  for (const path of ['packages/config', 'apps/api', 'apps/web']) {
    const filter = (file: string) => !['node_modules', 'dist', '.data'].includes(basename(file))
    cpSync(join(root, path), join(folder, path), { recursive: true, filter })
    symlinkSync(join(root, path, 'node_modules'), join(folder, path, 'node_modules'))
  }
  cpSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
}

/** Runs what `npm run build` runs in a workspace. */
function build(cwd: string, env: Record<string, string>): void {
  const { scripts } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) as {
    scripts: { build: string }
  }
  const [command = '', ...args] = scripts.build.split(' ')
  const options = { cwd, env: { ...env, NODE_ENV: 'production' }, stdio: 'pipe' } as const
  execFileSync(join(cwd, 'node_modules', '.bin', command), args, options)
}
