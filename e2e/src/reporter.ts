import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter'
import { mkdirSync, writeFileSync } from 'node:fs'
import { deploymentFromEnvironment } from './deployment-stack.ts'
import { replicasMissing } from './replicas-stack.ts'
import { browserNames, findBrowser, howToInstall, type BrowserName } from './browsers.ts'

/** Says at the end which browsers and shapes ran, and names what did not; leaves the counts in a file. */
export default class BrowsersReporter implements Reporter {
  #tests: TestCase[] = []

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#tests = suite.allTests()
  }

  onEnd(): void {
    const count = (outcome: string) =>
      this.#tests.filter((test) => test.outcome() === outcome).length
    const browsers = browserNames.map((name) => this.#describe(name))
    if (replicasMissing && !deploymentFromEnvironment()) {
      browsers.push(`replicas behind nginx: skipped, ${replicasMissing}`)
    }
    const summary = {
      passed: count('expected'),
      failed: count('unexpected') + count('flaky'),
      skipped: count('skipped'),
      browsers,
    }
    const folder = new URL('../test-results/', import.meta.url)
    mkdirSync(folder, { recursive: true })
    writeFileSync(new URL('summary.json', folder), JSON.stringify(summary, null, 2))
    console.log(`\n${browsers.join('\n')}`)
  }

  #describe(name: BrowserName): string {
    const found = findBrowser(name)
    if (!found) return `${name}: skipped, it is not installed (${howToInstall(name)})`
    const own = this.#tests.filter((test) => test.parent.project()?.name.startsWith(name))
    const ran = own.filter((test) => test.outcome() !== 'skipped')
    if (ran.length === 0) return `${name}: not asked for`
    const passed = ran.filter((test) => test.outcome() === 'expected').length
    return `${name}: ${passed} of ${ran.length} tests passed (${found.source})`
  }
}
