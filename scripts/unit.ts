import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { workspaces } from './workspaces.ts'

/** What a test run came to. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/**
 * Runs the unit and API tests, each file in a process of its own, and prints what fails.
 *
 * @param only print and run only files whose path holds this text
 */
export async function runUnits(only = ''): Promise<Counts> {
  const files = workspaces.flatMap(testFiles).filter((file) => file.includes(only))
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  const events = run({ files, concurrency: availableParallelism() + 1, timeout: 300_000 })

  events.on('test:pass', ({ skip, details, name }) => {
    if (details.type === 'suite' || files.includes(name)) return
    counts[skip === undefined ? 'passed' : 'skipped'] += 1
  })
  events.on('test:fail', ({ details }) => {
    if (details.type !== 'suite') counts.failed += 1
  })

  const report = new spec()
  report.pipe(process.stdout)
  for await (const event of events as AsyncIterable<{ type: string }>) {
    if (event.type === 'test:fail' || event.type === 'test:stderr') report.write(event)
  }
  report.end()
  return counts
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
  const { passed, failed, skipped } = await runUnits(process.argv[2])
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
}
