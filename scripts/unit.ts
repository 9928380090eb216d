import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { shareProcesses } from './share-processes.ts'
import { workspaces, workspacesOfRest } from './workspaces.ts'

/** What a test run came to. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** What a run of units came to. */
export interface UnitCounts extends Counts {
  /** Why tests were skipped: what to install, each reason once. */
  reasons: string[]
  /** The ten files that took longest, in seconds of the clock. */
  slowest: string[]
}

/**
 * Whether a file belongs to `npm run test:rest`, and not to `npm test`. `*.rest.test.ts` take long by nature,
 * or need servers of the system (PostgreSQL, nginx, WebKitGTK).
 */
const isOfRest = (file: string) =>
  file.endsWith('.rest.test.ts') || workspacesOfRest.some((folder) => file.startsWith(`${folder}/`))

/** Run by both commands: what they test on SQLite belongs to `npm test`, the rest needs PostgreSQL. */
const filesOfBoth = /api\/test\/database-(?:contract|migrations|open)/

/** Started first: a file that takes minutes and starts last runs alone, on one of the processors. */
const longest = /\/(?:engines|first-day|tarball|playwright-example)\./

/**
 * Runs unit and API tests, and prints what fails.
 *
 * @param only runs the files whose path contains one of these texts; default: all
 * @param rest runs the files of `npm run test:rest`, or those of `npm test`; default: both
 */
export async function runUnits({
  only = [''],
  rest,
}: {
  only?: string[]
  rest?: boolean
}): Promise<UnitCounts> {
  const selected = workspaces
    .flatMap(testFiles)
    .filter((file) => only.some((text) => file.includes(text)))
    .filter((file) => rest === undefined || filesOfBoth.test(file) || isOfRest(file) === rest)
  const folder = mkdtempSync(join(tmpdir(), 'unit-'))
  const files = shareProcesses(selected, folder).sort(
    (a, b) => Number(longest.test(b)) - Number(longest.test(a)),
  )
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  const events = run({
    files,
    concurrency: availableParallelism(),
    // Longer than the longest file takes on a machine that has other work.
    timeout: 3_600_000,
  })

  const reasons = new Set<string>()
  events.on('test:pass', ({ skip, details, name }) => {
    if (typeof skip === 'string') reasons.add(skip)
    // A suite that is skipped has no tests to count: it is one.
    if (skip === undefined && (details.type === 'suite' || files.includes(name))) return
    counts[skip === undefined ? 'passed' : 'skipped'] += 1
  })
  events.on('test:fail', ({ details }) => {
    // A suite fails with its tests, which are counted, or by itself before it declares them.
    const { failureType } = details.error as { failureType?: string }
    const byItself = failureType !== 'subtestsFailed'
    if (details.type !== 'suite' || byItself) counts.failed += 1
  })

  const durations = new Map<string, number>()
  const addDuration = (event: {
    file?: string
    name: string
    nesting: number
    details: { duration_ms: number }
  }) => {
    const { file = '', name, nesting, details } = event
    // A suite's duration contains that of its tests.
    if (nesting > 0) return
    const tested = file.startsWith(folder) ? name : relative('.', file)
    durations.set(tested, (durations.get(tested) ?? 0) + details.duration_ms)
  }
  events.on('test:pass', addDuration)
  events.on('test:fail', addDuration)

  const report = new spec()
  report.pipe(process.stdout)
  for await (const event of events as AsyncIterable<{ type: string }>) {
    if (event.type === 'test:fail' || event.type === 'test:stderr') report.write(event)
  }
  report.end()
  rmSync(folder, { recursive: true })
  const slowest = [...durations].sort(([, a], [, b]) => b - a).slice(0, 10)
  return {
    ...counts,
    reasons: [...reasons],
    slowest: slowest.map(([file, ms]) => `${file} (${(ms / 1000).toFixed(1)} s)`),
  }
}

function testFiles(workspace: string): string[] {
  const folder = `${workspace}/test`
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `${folder}/${name}`)
  } catch {
    // Not every workspace has tests of its own; e2e covers the web.
    return []
  }
}

if (process.argv[1] === import.meta.filename) {
  const texts = process.argv.slice(2)
  const only = texts.length > 0 ? texts : ['']
  const { passed, failed, skipped, reasons } = await runUnits({ only })
  for (const reason of reasons) console.log(`skipped: ${reason}`)
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
}
