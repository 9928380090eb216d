import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { findBrowser, howToInstall } from 'cors-verify/browser'
import { chromium, firefox, type Browser, type Page } from 'playwright-core'
import { stepHref } from '../src/page/route.ts'
import { firstSteps } from '../src/page/steps/first-steps.ts'
import { loadScenarios } from '../src/server/scenarios.ts'
import { startLab, type Lab } from '../src/server/start-lab.ts'
import { generateConfigurations, seed, configurationsOfModes } from './generated-configurations.ts'

const playwright = { chromium, firefox }

/** Longer than an engine takes on a machine that has other work. */
const limitMilliseconds = 600_000

/** The whole lab in one engine: each expected result, and 500 generated configurations. */
export async function testEngine(name: 'chromium' | 'firefox'): Promise<void> {
  const found = findBrowser(name, playwright[name].executablePath())
  const skip = found ? false : `${name} is not installed: ${howToInstall(name)}`
  const { scenarios } = await loadScenarios()

  describe(`the lab in ${name}`, { skip }, () => {
    let lab: Lab
    let browser: Browser
    let page: Page
    let broken: Map<string, string>

    before(async () => {
      lab = await startLab({ port: 0 })
      const { launchOptions, ...channel } = found?.launch ?? {}
      browser = await playwright[name].launch({ ...channel, ...launchOptions })
      page = await browser.newPage()
      // The first request of a lab waits for Vite.
      await page.goto(lab.origin, { timeout: limitMilliseconds })
      const started = page.getByRole('button', { name: 'Run all', exact: true })
      await started.click()
      await page.getByRole('button', { name: 'Run all again' }).waitFor({
        timeout: limitMilliseconds,
      })
      broken = new Map(await inPage<[string, string][]>(page, 'unexpectedResults'))
    })
    after(async () => {
      await browser.close()
      await lab.close()
    })

    for (const { id } of scenarios)
      it(`${id} → every result is as expected, wrong and fixed`, () => {
        assert.equal(broken.get(id), undefined)
      })

    for (const [index, { title, trials }] of firstSteps.entries())
      it(`step ${index + 1}, ${title} → runs when it is opened, as expected`, async () => {
        await page.goto(`${lab.origin}/${stepHref(index + 1)}`)
        await page.getByRole('heading', { level: 1, name: title }).waitFor()
        await page.getByText('as expected', { exact: true }).waitFor()
        const verdicts = page.locator('.trial .verdict')
        assert.equal(await verdicts.count(), trials.flatMap(({ steps }) => steps).length)
        assert.deepEqual(await inPage(page, 'differingInStep', index + 1), [])
      })

    it(`500 generated configurations (seed ${seed}) and every mode → the browser does what was predicted`, async () => {
      const configurations = [...generateConfigurations(seed, 500), ...configurationsOfModes()]
      assert.deepEqual(await inPage(page, 'differing', configurations), [])
    })
  })
}

/** Calls a function of in-page.ts in the page. */
function inPage<Result>(page: Page, name: string, argument?: unknown): Promise<Result> {
  const call = `import('/test/in-page.ts').then((inPage) => inPage.${name}(${JSON.stringify(argument)}))`
  return page.evaluate<Result>(call)
}
