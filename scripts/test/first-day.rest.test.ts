import { environments } from '@repo/config'
import { unsetVariables } from '@repo/e2e/env-example'
import assert from 'node:assert/strict'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as bodyOf } from 'node:stream/consumers'
import { describe, it } from 'node:test'

const root = join(import.meta.dirname, '..', '..')
const copy = mkdtempSync(join(tmpdir(), 'first-day-'))
// Tests that become another user have to read their modules here.
chmodSync(copy, 0o755)
const groups = new Set<ChildProcess>()

process.once('exit', () => {
  killGroups()
  // Retries: a process that was killed may still have been writing.
  rmSync(copy, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** The edits of a cloner in existing files. Each text occurs once in its file, and is replaced. */
const edits: Record<string, [text: string, replacement: string][]> = {
  'apps/web/package.json': [
    ['    "vue": "catalog:"\n', '    "vue": "catalog:",\n    "vue-router": "catalog:"\n'],
  ],
  'packages/config/src/cors-policy.ts': [
    [
      `requestHeaders: ['Content-Type', 'If-Match']`,
      `requestHeaders: ['Content-Type', 'If-Match', 'X-Client']`,
    ],
  ],
  'apps/api/src/app.ts': [
    likeItems(`import itemsRepository from './database/items.ts'\n`),
    likeItems(`import items from './routes/items.ts'\n`),
    likeItems('    await api.register(itemsRepository)\n'),
    likeItems(`    await api.register(items, { prefix: '/api/items' })\n`),
  ],
  'apps/api/src/plugins/docs.ts': [
    [`[{ name: 'items' },`, `[{ name: 'items' }, { name: 'notes' },`],
  ],
  'apps/api/src/database/migrations.ts': [
    [
      '\nexport interface Tables {\n',
      `
export interface Tables {
  notes: {
    id: Generated<number>
    text: string
    tag: string
    created_by: string
    created_at: string
  }
`,
    ],
    [
      // The end of the list.
      '\n})\n\n/** An id is never used twice',
      `

  '9999-notes': {
    async up(db: Kysely<unknown>) {
      await addId(db.schema.createTable('notes'), kind)
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('tag', 'text', (column) => column.notNull())
        .addColumn('created_by', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .execute()
    },
  },
})

/** An id is never used twice`,
    ],
  ],
  'apps/web/src/main.ts': [
    [
      `import App from './App.vue'\n`,
      `import App from './App.vue'\nimport { router } from './router.ts'\n`,
    ],
    ['.mount(', '.use(router).mount('],
  ],
  'apps/web/src/App.vue': [
    [`import ItemsSection from './components/ItemsSection.vue'\n`, ''],
    ['      <ItemsSection />\n', '      <RouterView />\n'],
    [
      '  <AppHeader />\n',
      `  <AppHeader />
  <nav aria-label="Sections">
    <RouterLink to="/">Items</RouterLink>
    <RouterLink to="/notes">Notes</RouterLink>
  </nav>
`,
    ],
  ],
}

/**
 * Folders of unit tests that depend on the edits of a cloner. Those of cors-verify do not: it reads its
 * origins and its policy from its command line.
 */
const folders = [
  'packages/config/test',
  'apps/api/test',
  'apps/web/test',
  'e2e/test',
  'scripts/test',
]

/** Tests of commands that print the origins. They are not part of npm test. */
const commands = ['scripts/test/start.rest.test.ts', 'scripts/test/production.rest.test.ts']

/** Tests that are left out, because they depend neither on origins nor on resources. */
const independent =
  /^(?:commands|database-(?:file|lock|ready|sqlite)|events|locked-database|logs|process|sign-in-rate-limit)\.test\.ts$/

/**
 * The specs of notes, of the page's URLs, which the router now reads, and those that depend on the
 * origins or the policy. The other specs are about items and sessions, which a cloner does not change.
 * Development has the same policy with other origins, so the contract is enough there.
 */
const specs = {
  production: [
    'notes',
    'page-in-url',
    'contract',
    'credentialed-fetch',
    'disallowed-origins',
    'exposed-headers',
    'network-error',
    'preflighted-writes',
    'real-origins',
    'content-security-policy',
  ],
  development: ['notes', 'contract', 'second-origin'],
}

/** Skipped if a cloner has edited environments.ts: the edits below would not apply. */
const skip = environments.production.apiOrigin.endsWith('.example.com')
  ? false
  : 'environments.ts is edited: this repository has had its first day'

/** Each test depends on the ones before it. The commands are those that a cloner runs. */
describe('the first day of a cloner, in a copy of this repository', { skip }, () => {
  it('own origins and a request header, no lab and no bench, a resource and a second route → installed', async () => {
    const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    for (const file of listed.split('\0').filter((name) => name && existsSync(join(root, name)))) {
      cpSync(join(root, file), join(copy, file))
    }
    for (const folder of ['apps/lab', 'packages/bench'])
      rmSync(join(copy, folder), { recursive: true, force: true })
    cpSync(join(import.meta.dirname, 'first-day'), copy, { recursive: true })
    for (const [file, changes] of Object.entries(edits)) edit(file, changes)
    // Tests list the files of the repository with git.
    await run('git init --quiet && git add --all')
    await run('npx --yes pnpm@12.21.0 install --prefer-offline --no-frozen-lockfile')
    // A cloner formats the edited files; the added files are formatted already.
    await run(`npx prettier --write ${Object.keys(edits).join(' ')}`)
  })

  // Without cors-verify, whose files no cloner edits.
  it('types → no error', () =>
    run(`npx --yes pnpm@12.21.0 --filter '!cors-verify' types && npx tsc --project scripts`))

  it('lint of the files that were edited or added → no error', () => {
    const added = readdirSync(join(import.meta.dirname, 'first-day'), { recursive: true })
    const code = [...Object.keys(edits), ...added.map(String)].filter((file) =>
      /\.(?:ts|vue)$/.test(file),
    )
    const files = code.join(' ')
    return run(`npx eslint --max-warnings 0 ${files} && npx prettier --check ${files}`)
  })

  it('the units and API tests of npm test, npm start and npm run start:production → pass', () => {
    const files = folders.flatMap((folder) =>
      readdirSync(join(copy, folder))
        .filter((name) => /(?<!\.rest)\.test\.ts$/.test(name) && !independent.test(name))
        .map((name) => `${folder}/${name}`),
    )
    const code = `
      const { runUnits } = await import('./scripts/unit.ts')
      const { passed, failed } = await runUnits({ only: ${JSON.stringify([...files, ...commands])} })
      console.log(passed + ' passed, ' + failed + ' failed')
      process.exitCode = failed === 0 && passed > 0 ? 0 : 1`
    writeFileSync(join(copy, 'node_modules', 'units.mjs'), code.replace('./', '../'))
    return run('npx tsx node_modules/units.mjs')
  })

  for (const [environment, names] of Object.entries(specs))
    it(`the browser tests in Chromium, in ${environment} → pass`, () => {
      const files = names.map((name) => `/${name}.spec.ts`)
      return run(`npm run e2e -- ${files.join(' ')} --project "chromium ${environment}"`)
    })

  it('the built web server → responds to /notes with the page, and to its chunk with JavaScript', async () => {
    await run('npm run build')
    const port = await freePort()
    const variables = { NODE_ENV: 'production', PORT: String(port) }
    const server = start('node apps/web/dist/server.js', variables)
    try {
      const url = `http://localhost:${port}`
      while (!server.printed().includes('Web at ')) {
        assert.equal(server.child.exitCode, null, server.printed())
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      const page = await navigateTo(`${url}/notes`)
      assert.equal(page.statusCode, 200)
      assert.match(await bodyOf(page), /<div id="app">/)
      const [chunk] = readdirSync(join(copy, 'apps/web/dist/public/assets')).filter((name) =>
        /^NotesView.*\.js$/.test(name),
      )
      const script = await fetch(`${url}/assets/${chunk ?? 'missing'}`)
      assert.equal(script.status, 200)
      assert.match(script.headers.get('content-type') ?? '', /javascript/)
    } finally {
      killGroup(server.child)
    }
  })
})

/** Requests a URL without `Sec-Fetch-Mode`: Node's `fetch` sends `cors`, which gets no page. */
async function navigateTo(url: string): Promise<IncomingMessage> {
  const [response] = (await once(get(url), 'response')) as [IncomingMessage]
  return response
}

/** Adds the same line for notes below a line of items. */
function likeItems(line: string): [string, string] {
  return [line, line + line.replaceAll('items', 'notes')]
}

function edit(file: string, changes: [string, string][]): void {
  let text = readFileSync(join(copy, file), 'utf8')
  for (const [before, replacement] of changes) {
    assert.equal(text.split(before).length, 2, `${file} has this once: ${before}`)
    text = text.replace(before, () => replacement)
  }
  writeFileSync(join(copy, file), text)
}

/** Runs a command in the copy. @throws with its output if it fails or exceeds the time limit */
async function run(command: string, minutes = 40): Promise<void> {
  const { child, printed } = start(command)
  const timer = setTimeout(() => killGroup(child), minutes * 60_000)
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  clearTimeout(timer)
  groups.delete(child)
  const outcome = signal ? `was ended (limit: ${minutes} minutes)` : `exited with ${code}`
  if (code !== 0) assert.fail(`${command} ${outcome}\n${printed()}`)
}

/** Starts a command in a process group of its own, so that `killGroup` also ends its child processes. */
function start(command: string, variables: NodeJS.ProcessEnv = {}) {
  const env = { ...process.env, ...unsetVariables, NO_COLOR: '1', ...variables }
  // node:test sets NODE_TEST_CONTEXT for its files: with it, a nested run would report to this run.
  for (const name of ['NODE_TEST_CONTEXT', 'FORCE_COLOR']) Reflect.deleteProperty(env, name)
  const child = spawn(command, {
    shell: true,
    cwd: copy,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  })
  groups.add(child)
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  return { child, printed: () => printed }
}

function killGroup(child: ChildProcess): void {
  groups.delete(child)
  try {
    process.kill(-(child.pid ?? 0), 'SIGKILL')
  } catch {
    // The group has ended.
  }
}

function killGroups(): void {
  for (const child of groups) killGroup(child)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
