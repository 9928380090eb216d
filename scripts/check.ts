import { deploymentVariables } from '@repo/e2e/deployment'
import { replicasMissing } from '@repo/e2e/replicas'
import { browserNames, findBrowser } from '@repo/e2e/browsers'
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { installBrowsers } from './install-browsers.ts'
import { runUnits, type Counts } from './unit.ts'
import { workspacesOfRest } from './workspaces.ts'

/**
 * Runs the checks of `npm test` (types, lint, units, API tests, browsers) or, with the argument
 * `rest`, those of `npm run test:rest`: what is slow, and what needs servers of the system.
 */
const rest = process.argv[2] === 'rest'
const started = performance.now()
const summary = 'e2e/test-results/summary.json'
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
const steps: string[] = []

// These tests start the servers that they test: no variable may name another one.
const set = deploymentVariables.filter((name) => process.env[name])
for (const name of set) Reflect.deleteProperty(process.env, name)
if (set.length > 0) {
  console.log(`Ignoring ${set.join(', ')}: npm test starts its own servers; npm run e2e uses them.`)
}

// Units need browsers too: the lab's pages are tested in them.
const wanted = (process.env['BROWSERS'] || 'chromium,firefox').split(',')
for (const line of await installBrowsers(browserNames.filter((name) => wanted.includes(name)))) {
  total.failed += 1
  steps.push(`FAILED ${line}`)
  console.log(line)
}

// The first browser runs the app in both environments, the others only in production. Their
// development belongs to the rest.
const [first = 'chromium', ...others] = browserNames.filter((name) => findBrowser(name))
if (rest) {
  await Promise.all([checkUnits(), checkSources()])
  const projects = others.flatMap((name) => [`${name} development`, `${name} accessibility`])
  if (replicasMissing) steps.push(`  skipped: replicas behind nginx, ${replicasMissing}`)
  else projects.push('*replicas')
  if (projects.length > 0) await checkBrowsers(projects)
} else {
  await Promise.all([checkUnits(), checkSources()])
  await checkBrowsers([`${first} development`, '*production', `${first} accessibility`])
}

console.log(`\n${steps.join('\n')}\n`)
console.log(`in ${seconds(started)}`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 ? 0 : 1

async function checkUnits(): Promise<void> {
  const started = performance.now()
  const { reasons, slowest, ...counts } = await runUnits({ rest })
  note('units and API', counts, started)
  console.log(`The slowest files:\n${slowest.map((file) => `  ${file}`).join('\n')}`)
  steps.push(...reasons.map((reason) => `  skipped: ${reason}`))
}

/** Checks types and style, of the starter or of the rest. */
async function checkSources(): Promise<void> {
  if (rest && workspacesOfRest.length === 0) return
  const each = (prefix: string) => workspacesOfRest.map((folder) => prefix + folder).join(' ')
  const commands = rest
    ? {
        types: `pnpm --recursive ${each('--filter ./')} types`,
        lint: `eslint --max-warnings 0 ${each('')} && prettier --check --cache ${each('')}`,
      }
    : {
        types: `pnpm --recursive ${each('--filter !./')} types && tsc --project scripts`,
        lint: `eslint --max-warnings 0 . ${each('--ignore-pattern ')} && prettier --check --cache . ${each('!')}`,
      }
  await check('types', commands.types)
  await check('lint', commands.lint)
}

async function checkBrowsers(projects: string[]): Promise<void> {
  rmSync(summary, { force: true })
  const started = performance.now()
  const options = projects.map((project) => `--project "${project}"`)
  const passed = await run(`tsx scripts/e2e.ts ${options.join(' ')}`, 'inherit')
  const { browsers, ...counts } = readSummary()
  note('browsers', counts, started)
  steps.push(...browsers.map((line) => `  ${line}`))
  if (!passed && counts.failed === 0) total.failed += 1
}

/** Runs a command whose output is shown only if it fails. */
async function check(name: string, command: string): Promise<void> {
  const started = performance.now()
  const passed = await run(command, 'pipe')
  note(name, { passed: Number(passed), failed: Number(!passed), skipped: 0 }, started)
}

function note(name: string, counts: Counts, started: number): void {
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
  const { passed, failed } = counts
  const line = `${failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${passed} passed, ${failed} failed (${seconds(started)})`
  steps.push(line)
  console.log(line)
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}

/** @returns whether the command exited with 0 */
function run(command: string, output: 'inherit' | 'pipe'): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', output, output] })
    const printed: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => printed.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => printed.push(chunk))
    child.on('close', (code) => {
      if (code !== 0) process.stdout.write(Buffer.concat(printed))
      resolve(code === 0)
    })
  })
}

function readSummary(): Counts & { browsers: string[] } {
  try {
    return JSON.parse(readFileSync(summary, 'utf8')) as Counts & { browsers: string[] }
  } catch {
    return { passed: 0, failed: 1, skipped: 0, browsers: ['no browser test ran'] }
  }
}
