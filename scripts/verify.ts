import { browserNames, findBrowser, howToInstall, type BrowserName } from '@repo/e2e/browsers'
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { runUnits, type Counts } from './unit.ts'

/** Everything there is to check, as `npm test` runs it: types, lint, units and API, browsers. */
const summary = 'e2e/test-results/summary.json'
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
const steps: string[] = []

await Promise.all([check('types', 'pnpm types'), check('lint', 'pnpm lint')])

const unitsStarted = performance.now()
const units = await runUnits()
note('units and API', units, unitsStarted)
steps.push(...units.reasons.map((reason) => `  skipped: ${reason}`))

await installMissingBrowsers()
rmSync(summary, { force: true })
const browsersStarted = performance.now()
const browsersPassed = await run('pnpm --filter @repo/e2e e2e', 'inherit')
const { browsers, ...counts } = readSummary()
note('browsers', counts, browsersStarted)
if (!browsersPassed && counts.failed === 0) total.failed += 1

console.log(`\n${steps.join('\n')}\n${browsers.map((line) => `  ${line}`).join('\n')}\n`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 ? 0 : 1

/** Runs a command that says nothing when all is well. */
async function check(name: string, command: string): Promise<void> {
  const started = performance.now()
  const passed = await run(command, 'pipe')
  note(name, { passed: Number(passed), failed: Number(!passed), skipped: 0 }, started)
}

function note(name: string, counts: Counts, started: number): void {
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const { passed, failed } = counts
  const line = `${failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${passed} passed, ${failed} failed (${seconds} s)`
  steps.push(line)
  console.log(line)
}

/** @returns whether the command exited with 0; what it printed is shown if it did not */
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

/** Playwright's builds are tried where the system has no browser; a machine may have no network. */
async function installMissingBrowsers(): Promise<void> {
  const wanted: BrowserName[] = ['chromium', 'firefox']
  const missing = wanted.filter((name) => !findBrowser(name))
  if (missing.length > 0) {
    console.log(`installing ${missing.join(' and ')}`)
    await run(`pnpm --filter @repo/e2e exec playwright install ${missing.join(' ')}`, 'pipe')
  }
  const required = (process.env['BROWSERS'] ?? '').split(',')
  for (const name of browserNames.filter((each) => required.includes(each) && !findBrowser(each))) {
    total.failed += 1
    steps.push(`FAILED ${name} is required and not installed: ${howToInstall(name)}`)
  }
}

function readSummary(): Counts & { browsers: string[] } {
  try {
    return JSON.parse(readFileSync(summary, 'utf8')) as Counts & { browsers: string[] }
  } catch {
    return { passed: 0, failed: 1, skipped: 0, browsers: ['no browser test ran'] }
  }
}
