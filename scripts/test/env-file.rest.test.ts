import { unsetVariables } from '@repo/e2e/env-example'
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, beforeEach, describe, it } from 'node:test'

const root = join(import.meta.dirname, '..', '..')

/** A copy of the repository, so that a `.env` in it is not the developer's own. */
const copy = mkdtempSync(join(tmpdir(), 'env-file-'))
after(() => rmSync(copy, { recursive: true, force: true }))
const filter = (path: string) => !['node_modules', 'dist', '.data', '.env'].includes(basename(path))
for (const path of ['packages/config', 'apps/api', 'apps/web', 'docs/deployment']) {
  cpSync(join(root, path), join(copy, path), { recursive: true, filter })
}
cpSync(join(root, 'scripts'), join(copy, 'scripts'), { recursive: true, filter })
cpSync(join(root, 'package.json'), join(copy, 'package.json'))
cpSync(join(root, 'tsconfig.base.json'), join(copy, 'tsconfig.base.json'))
for (const folder of ['.', 'apps/api', 'apps/web', 'packages/config']) linkPackages(folder)

/** Links the installed packages of a folder; those of the workspace to the copy. */
function linkPackages(folder: string): void {
  const installed = join(root, folder, 'node_modules')
  const target = join(copy, folder, 'node_modules')
  mkdirSync(join(target, '@repo'), { recursive: true })
  for (const name of readdirSync(installed).filter((each) => each !== '@repo')) {
    symlinkSync(join(installed, name), join(target, name))
  }
  const ofWorkspace = join(installed, '@repo')
  for (const name of existsSync(ofWorkspace) ? readdirSync(ofWorkspace) : []) {
    const parent = ['packages', 'apps', '.'].find((each) => existsSync(join(copy, each, name)))
    if (parent) symlinkSync(join(copy, parent, name), join(target, '@repo', name))
  }
}

/**
 * Replaces a built server: prints variables and exits. When one part exits, start:production ends the
 * other, so each waits until both have printed, for up to 30 seconds.
 */
const printVariables = `
import { existsSync, writeFileSync } from 'node:fs'

if (!process.argv.includes('--check')) {
  const { NODE_ENV, HOST, PORT, DATABASE_FILE } = process.env
  console.log(JSON.stringify({ NODE_ENV, HOST, PORT, DATABASE_FILE }))
  const printed = (name) => new URL('../../' + name + '/printed', import.meta.url)
  writeFileSync(new URL('../printed', import.meta.url), '')
  const timer = setInterval(() => {
    if (['api', 'web'].every((name) => existsSync(printed(name)))) clearInterval(timer)
  }, 20)
  setTimeout(() => clearInterval(timer), 30_000).unref()
}`
for (const name of ['api', 'web']) {
  mkdirSync(join(copy, 'apps', name, 'dist'))
  writeFileSync(join(copy, 'apps', name, 'dist/server.js'), printVariables)
}

const tsx = import.meta.resolve('tsx')
function run(args: string[], variables: Record<string, string> = {}, cwd = '.') {
  const { PATH, HOME } = process.env
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', tsx, ...args], {
    cwd: join(copy, cwd),
    env: { PATH, HOME, NO_COLOR: '1', ...variables },
    encoding: 'utf8',
  })
  return { stdout, stderr, status }
}

const database = join(copy, 'of-env-file.db')
describe('.env', () => {
  beforeEach(() => {
    writeFileSync(
      join(copy, '.env'),
      [
        'API_ORIGIN=https://api.acme.dev',
        'WEB_ORIGINS=https://app.acme.dev',
        `DATABASE_FILE=${database}`,
        'PORT=3111',
        'WEB_PORT=8111',
        'VITE_API_ORIGIN=https://api.acme.dev',
        'COOKIE_SECRETS=only-the-api-reads-this',
      ].join('\n'),
    )
  })

  it('npm start reads it, and a variable that is set wins', () => {
    writeFileSync(join(copy, '.env'), 'WEB_ORIGINS=http://localhost:5173/\nLAB_PORT=x\n')
    assert.match(run(['scripts/dev.ts']).stderr, /ORIGIN_TRAILING_SLASH {2}WEB_ORIGINS\[0\]/)
    const { stderr } = run(['scripts/dev.ts'], { WEB_ORIGINS: 'http://LOCALHOST:5173' })
    assert.match(stderr, /ORIGIN_\w+ {2}WEB_ORIGINS\[0\] "http:\/\/LOCALHOST:5173"/)
  })

  it('npm run start:production reads it, and passes each part its own port', () => {
    const { stdout } = run(['scripts/production.ts'])
    const common = { NODE_ENV: 'production', HOST: 'localhost' }
    for (const [name, PORT] of [
      ['api', '3111'],
      ['web', '8111'],
    ]) {
      const expected = JSON.stringify({ ...common, PORT, DATABASE_FILE: database })
      assert.ok(stdout.includes(`[${name}] ${expected}`), stdout)
    }
  })

  it('the command that prints nginx.conf reads it, and a variable that is set wins', () => {
    assert.match(run(['scripts/nginx-conf.ts']).stdout, /server_name api\.acme\.dev;/)
    const { stdout } = run(['scripts/nginx-conf.ts'], { API_ORIGIN: 'https://api2.acme.dev' })
    assert.match(stdout, /server_name api2\.acme\.dev;/)
  })

  it('npm run add-user and change-password read it, and print one line', () => {
    const added = run(['src/cli/add-user.ts', 'ada'], {}, 'apps/api')
    assert.match(added.stdout, /^ada can sign in with the password [\w-]{20}\n$/)
    assert.equal(added.stderr, '')
    assert.ok(existsSync(database))
    const changed = run(['src/cli/change-password.ts', 'ada'], {}, 'apps/api')
    assert.match(changed.stdout, /^ada can sign in with the password [\w-]{20}\. .*\n$/)
    const again = run(['src/cli/add-user.ts', 'ada'], {}, 'apps/api')
    assert.deepEqual([again.status, again.stdout], [1, ''])
    assert.match(again.stderr, /^NAME_TAKEN {2}"ada": .*\n$/)
  })

  it('Vite reads it, and only VITE_* variables reach the page', () => {
    const { stdout, stderr } = printPageVariables()
    assert.match(stdout, /"VITE_API_ORIGIN":"https:\/\/api\.acme\.dev"/, stderr)
    assert.doesNotMatch(stdout, /only-the-api-reads-this|COOKIE|DATABASE/)
    const set = printPageVariables({ VITE_API_ORIGIN: 'https://api2.acme.dev' })
    assert.match(set.stdout, /"VITE_API_ORIGIN":"https:\/\/api2\.acme\.dev"/)
  })

  it('changes no process of a test, which gets each variable explicitly', () => {
    const wrong = Object.keys(unsetVariables).map((name) => `${name}=wrong`)
    writeFileSync(join(copy, '.env'), wrong.join('\n'))
    const print = `import { loadEnvFile, readEnv } from '@repo/api/env'
      loadEnvFile()
      console.log(JSON.stringify(readEnv()))`
    const file = join(copy, 'scripts', 'print.ts')
    writeFileSync(file, print)
    assert.notEqual(run([file]).status, 0, 'this .env stops a process without the variables')
    const unset = run([file], unsetVariables)
    rmSync(join(copy, '.env'))
    assert.deepEqual(unset, run([file]))
    assert.equal(unset.status, 0, unset.stderr)

    writeFileSync(join(copy, '.env'), wrong.join('\n'))
    const { stdout } = printPageVariables({ ...unsetVariables, NODE_ENV: 'production' })
    assert.match(stdout, /"VITE_API_ORIGIN":"","VITE_LAB_ORIGIN":""/)
  })
})

/** Prints the `import.meta.env` of Vite with the configuration of apps/web. */
function printPageVariables(variables: Record<string, string> = {}) {
  const print = `
    import { resolveConfig } from 'vite'
    const { env } = await resolveConfig({ configLoader: 'runner' }, 'build')
    console.log(JSON.stringify(env))`
  writeFileSync(join(copy, 'apps/web/print.ts'), print)
  return run(['print.ts'], variables, 'apps/web')
}
