import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { firstSteps } from '../src/page/steps/first-steps.ts'
import { loadScenarios } from '../src/server/scenarios.ts'
import { startLab, type Lab } from '../src/server/start-lab.ts'
import { findWebKit, howToInstallWebKit } from './find-webkit.ts'
import { generateConfigurations, seed, configurationsOfModes } from './generated-configurations.ts'
import { openWebKit, type WebKitPage } from './webkit-driver.ts'

/** Longer than WebKit takes on a machine that has other work. */
const limitMilliseconds = 600_000

/**
 * A session under automation is a private one, and WebKit keeps no HTTP cache in those: what is
 * expected of that cache holds in a visitor's own window, and cannot be seen here.
 */
const withoutCache: Readonly<Record<string, string>> = {
  'image-first-then-fetch': [
    'wrong, step 2: JavaScript can read it: expected no, actual yes',
    'wrong, step 2: The server saw: expected nothing, actual GET',
  ].join('\n'),
  'cached-redirect': 'wrong, step 2: JavaScript can read it: expected no, actual yes',
}

const found = findWebKit()
const skip = found ? false : `WebKitGTK's driver is not installed: ${howToInstallWebKit}`
const { scenarios } = await loadScenarios()

describe('the lab in webkit', { skip }, () => {
  let lab: Lab | undefined
  let page: WebKitPage | undefined
  let broken: Map<string, string>

  before(async () => {
    lab = await startLab({ port: 0 })
    page = await openWebKit(found!)
    await page.goto(lab.origin)
    broken = new Map(await page.evaluate<[string, string][]>(runGallery, limitMilliseconds))
  })
  after(async () => {
    page?.close()
    await lab?.close()
  })

  for (const { id } of scenarios) {
    const unlike = withoutCache[id]
    const outcome = unlike
      ? 'without an HTTP cache there is nothing to refuse'
      : 'every result is as expected, wrong and fixed'
    it(`${id} → ${outcome}`, () => {
      assert.equal(broken.get(id), unlike)
    })
  }

  for (const [index, { title }] of firstSteps.entries())
    it(`action ${index + 1}, ${title} → as expected`, async () => {
      const differing = `import('/test/in-page.ts').then((inPage) => inPage.differingInStep(${index + 1}))`
      assert.deepEqual(await page!.evaluate(differing, limitMilliseconds), [])
    })

  it(`500 generated configurations (seed ${seed}) and every mode → the browser does what was predicted`, async () => {
    const configurations = JSON.stringify([
      ...generateConfigurations(seed, 500),
      ...configurationsOfModes(),
    ])
    const differing = `import('/test/in-page.ts').then((inPage) => inPage.differing(${configurations}))`
    assert.deepEqual(await page!.evaluate(differing, limitMilliseconds), [])
  })
})

/** Runs in the page, on the modules that its own button uses. */
const runGallery = `(async () => {
  const { useRunAll } = await import('/src/page/running/run-all.ts')
  const { fetchScenarios } = await import('/src/page/running/lab-api.ts')
  const { unexpectedResults } = await import('/test/in-page.ts')
  await useRunAll().runAll(await fetchScenarios())
  return unexpectedResults()
})()`
