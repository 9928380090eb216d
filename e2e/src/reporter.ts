import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter'
import { mkdirSync, writeFileSync } from 'node:fs'
import { browserNames, findBrowser, howToInstall, type BrowserName } from './browsers.ts'

/**
 * Prints at the end which tests were skipped and why, and which browsers ran; writes the counts to a
 * file.
 */
export default class BrowsersReporter implements Reporter {
  #tests: TestCase[] = []

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#tests = suite.allTests()
  }

  onEnd(): void {
    // The global setup has failed, and has printed the reason.
    if (this.#tests.length === 0) return
    const count = (outcome: string) =>
      this.#tests.filter((test) => test.outcome() === outcome).length
    const browsers = browserNames.map((name) => this.#describe(name))
    const summary = {
      passed: count('expected'),
      failed: count('unexpected') + count('flaky'),
      skipped: count('skipped'),
      browsers,
    }
    const folder = new URL('../test-results/', import.meta.url)
    mkdirSync(folder, { recursive: true })
    writeFileSync(new URL('summary.json', folder), JSON.stringify(summary, null, 2))
    const skipped = this.#tests.filter((test) => test.outcome() === 'skipped').map(describeSkipped)
    console.log(`\n${[...skipped, ...browsers].join('\n')}`)
  }

  #describe(name: BrowserName): string {
    const found = findBrowser(name)
    if (!found) return `${name}: skipped, it is not installed (${howToInstall(name)})`
    const own = this.#tests.filter((test) => test.parent.project()?.name.startsWith(name))
    const ran = own.filter((test) => test.outcome() !== 'skipped')
    if (ran.length === 0) return `${name}: not selected`
    const passed = ran.filter((test) => test.outcome() === 'expected').length
    return `${name}: ${passed} of ${ran.length} tests passed (${found.source})`
  }
}

function describeSkipped(test: TestCase): string {
  const annotations = [...test.annotations, ...test.results.flatMap((result) => result.annotations)]
  const reason = annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason'
  return `skipped: [${test.parent.project()?.name ?? ''}] ${test.title} (${reason})`
}
