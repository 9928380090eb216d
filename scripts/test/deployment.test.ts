import { readEnv } from '@repo/api/env'
import { readDeployment } from '@repo/e2e/deployment'
import { unsetVariables } from '@repo/e2e/env-example'
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { parse } from 'yaml'
import { nginxConf } from '../nginx-conf.ts'
import { runShell, type Ran } from './run-shell.ts'

const root = join(import.meta.dirname, '..', '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const guide = read('docs/deployment.md')
const operations = read('docs/operations.md')
const folder = mkdtempSync(join(tmpdir(), 'deployment-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** The fenced blocks of both pages, with the line on which each begins. */
const blocks = [['deployment.md', guide] as const, ['operations.md', operations] as const].flatMap(
  ([page, text]) =>
    [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map((match) => ({
      language: match[1] ?? '',
      code: match[2] ?? '',
      line: `${page}:${text.slice(0, match.index).split('\n').length}`,
    })),
)
const blocksOf = (language: string) => blocks.filter((block) => block.language === language)
const environmentBlocks = blocksOf('ts').filter(({ code }) => code.includes('const environments'))

const production = {
  NODE_ENV: 'production',
  COOKIE_SECRETS: 'a-key-for-tests-with-more-than-32-characters',
}
/** The variables that earlier blocks of the guide set. */
const origins = {
  API_ORIGIN: 'https://api.your-domain.dev',
  WEB_ORIGINS: 'https://app.your-domain.dev',
}

describe('docs/deployment.md and docs/operations.md', () => {
  it('have blocks only of languages that a test runs', () => {
    assert.ok(blocks.length > 10)
    for (const { language, line } of blocks) {
      assert.ok(['sh', 'ts'].includes(language), `${line}: "${language}"`)
    }
  })

  it('operations.md sections are linked at their former anchors in deployment.md', () => {
    for (const anchor of ['copy', 'restarts', 'update']) {
      assert.ok(guide.includes(`<a id="${anchor}"></a>`), anchor)
      assert.ok(guide.includes(`(operations.md#${anchor})`), anchor)
    }
  })

  for (const { code, line } of environmentBlocks) {
    it(`${line}: the API starts with these environments`, async () => {
      const file = join(folder, `environments-${line.replace(':', '-')}.ts`)
      writeFileSync(file, code)
      const { environments } = (await import(pathToFileURL(file).href)) as {
        environments: Record<string, { apiOrigin: string; allowedOrigins: string[] }>
      }
      for (const [environment, { apiOrigin, allowedOrigins }] of Object.entries(environments)) {
        const { policy } = readEnv({
          ...production,
          NODE_ENV: environment,
          API_ORIGIN: apiOrigin,
          WEB_ORIGINS: allowedOrigins.join(','),
        })
        assert.equal(policy.sessionCookie.sameSite, 'lax')
      }
    })
  }

  it('have no other TypeScript than environments and the script of deployment-postgres.rest.test.ts', () => {
    const others = blocksOf('ts').filter((block) => !environmentBlocks.includes(block))
    assert.equal(others.length, 1)
    assert.match(others[0]?.code ?? '', /^\/\/ Copies all users, items and sessions/)
  })

  it('describe their origin pattern correctly', () => {
    const pattern = 'https://*.preview.your-domain.dev'
    assert.ok(guide.includes(`'${pattern}'`))
    const read = (WEB_ORIGINS: string) => readEnv({ ...production, ...origins, WEB_ORIGINS }).policy
    const { allows } = read(`${origins.WEB_ORIGINS},${pattern}`)
    for (const [origin, allowed] of [
      ['https://42.preview.your-domain.dev', true],
      ['https://preview.your-domain.dev.evil.example', false],
    ] as const) {
      assert.ok(guide.includes(`\`${origin}\``))
      assert.equal(allows(origin), allowed, origin)
    }
    assert.throws(() => read('https://*.vercel.app'), /PATTERN_PUBLIC_SUFFIX/)
    const crossSite = read(`${origins.WEB_ORIGINS},https://your-app.vercel.app`)
    assert.equal(crossSite.sessionCookie.partitioned, true)
  })

  for (const { code, line } of blocksOf('sh')) {
    it(`${line}: the commands exist, and their variables are valid`, () => {
      const ran = runShell(folder, code, origins)
      assert.ok(ran.length > 0 || code.startsWith('export'))
      for (const command of ran) check(command)
    })
  }
})

/** Asserts that a command exists and that its variables are valid. */
function check({ name, args, env }: Ran): void {
  const [first = '', ...rest] = args.filter((arg) => !['run', '-s', '--filter'].includes(arg))
  if (name === 'docker') {
    const { name: project, services } = parse(read('docs/deployment/compose.yaml')) as Compose
    const container = args.find((arg) => arg.startsWith(`${project}-`))?.split('-')
    const [, service = '', number] = container ?? []
    assert.ok(Number(number) <= (services[service]?.deploy?.replicas ?? 1), args.join(' '))
    const file = args.find((arg) => arg.startsWith('/run/'))
    const { policy } = readEnv({ ...production, ...origins })
    const conf = nginxConf(policy, { api: ['a:3000', 'b:3000', 'c:3000'], web: 'web:8080' })
    if (file) assert.ok(conf.includes(`(-f ${file})`), file)
  } else if (name === 'npx' && rest[0] === 'apps/api/copy-to-postgres.ts') {
    assert.equal(env['DATABASE_FILE'], `apps/api/${readEnv({}).database}`)
    readEnv({ DATABASE_URL: env['DATABASE_URL'] })
  } else if (name === 'npx') {
    const tsx = join(root, 'node_modules', '.bin', 'tsx')
    const options = { cwd: root, env: { ...unsetVariables, ...env }, encoding: 'utf8' } as const
    const printed = execFileSync(tsx, rest, options)
    assert.match(printed, /server_name api\.your-domain\.dev;/)
  } else {
    const workspace = name === 'pnpm' ? first.replace('@repo/', 'apps/') : '.'
    const script = (name === 'pnpm' ? rest[0] : first) ?? ''
    const { scripts } = JSON.parse(read(`${workspace}/package.json`)) as {
      scripts: Record<string, string>
    }
    assert.ok(scripts[script], `${workspace} has no script ${script}`)
    checkVariables[script]?.(env, rest)
  }
}

interface Compose {
  name: string
  services: Record<string, { deploy?: { replicas: number } }>
}

/** Reads the variables of each script as the script does. */
const checkVariables: Record<string, (env: Ran['env'], args: string[]) => void> = {
  'start:production': (env) => void readEnv({ ...production, ...env }),
  'add-user': (env) => void readEnv({ ...production, ...env }),
  build: (env) => {
    const { VITE_API_ORIGIN } = env
    readEnv({ ...production, API_ORIGIN: VITE_API_ORIGIN, WEB_ORIGINS: VITE_API_ORIGIN })
  },
  e2e: (env) => {
    // WEB_ORIGINS is still set in this shell, by an earlier block.
    assert.equal(env['WEB_ORIGINS'], origins.WEB_ORIGINS)
    const { apiOrigin, webOrigin, account } = readDeployment(env) ?? {}
    assert.deepEqual([apiOrigin, webOrigin], [origins.API_ORIGIN, origins.WEB_ORIGINS])
    assert.equal(account?.name, 'ada')
  },
  'cors-verify': (_env, args) => {
    const cli = join(root, 'packages', 'verify', 'src', 'cli.ts')
    const run = (...more: string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', cli, ...args.slice(1), ...more], {
        cwd: root,
        encoding: 'utf8',
      })
    if (args.includes('config')) {
      // The guide writes a configuration file first.
      assert.match(run('--origin', origins.WEB_ORIGINS).stdout, /app\.your-domain\.dev/)
      return
    }
    // Nothing listens there: an invalid option would be reported first.
    const nowhere = ['--resolve', 'api.your-domain.dev:443=127.0.0.1:9', '--browser', 'none']
    const { status, stdout, stderr } = run(...nowhere)
    assert.equal(status, 2, stdout + stderr)
    assert.match(stdout + stderr, /ECONNREFUSED|refused/)
  },
}
