import { AxeBuilder } from '@axe-core/playwright'
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { findBrowser, howToInstall } from 'cors-verify/browser'
import { chromium, type Browser } from 'playwright-core'
import { startLab, type Lab } from '../src/server/start-lab.ts'

const found = findBrowser('chromium', chromium.executablePath())
const skip = found ? false : `chromium is not installed: ${howToInstall('chromium')}`

/** Views, and for each a selector that matches when the view is complete. */
const views: readonly { path: string; search?: string; done: string }[] = [
  { path: '#/', done: 'button:text-is("Run all")' },
  { path: '#/symptoms/cookies', done: '#symptom-cookies[open]' },
  { path: '#/steps/3', done: '.trial + .trial section[aria-busy="false"] svg' },
  {
    path: '#/s/01-no-cors-layer',
    done: 'section[aria-busy="false"] svg, section[aria-busy="false"] ol',
  },
  { path: '#/build', done: 'button:text-is("Run")' },
  { path: '#/', search: 'TypeError: Failed to fetch', done: '#search-result' },
  { path: '#/', search: 'a text that no browser prints', done: '#search-result' },
]

describe('axe finds nothing in the lab', { skip }, () => {
  let lab: Lab
  let browser: Browser
  before(async () => {
    lab = await startLab({ port: 0 })
    browser = await chromium.launch(found?.launch.launchOptions ?? {})
    // The first request of a lab waits for Vite.
    const page = await browser.newPage()
    await page.goto(lab.origin, { timeout: 120_000 })
    await page.close()
  })
  after(async () => {
    await browser.close()
    await lab.close()
  })

  for (const { path, search, done } of views)
    for (const width of [1280, 390])
      it(`${path}${search ? ` “${search}”` : ''}, light and dark, ${width} px wide`, async () => {
        // AxeBuilder needs a page of an explicit context.
        const context = await browser.newContext({
          colorScheme: 'light',
          viewport: { width, height: 900 },
          reducedMotion: 'reduce',
        })
        const page = await context.newPage()
        await page.goto(`${lab.origin}/${path}`)
        if (search) await page.getByRole('searchbox').fill(search)
        await page.locator(done).first().waitFor()
        const light = await new AxeBuilder({ page }).analyze()
        // Only colours depend on the scheme.
        await page.emulateMedia({ colorScheme: 'dark' })
        // The colours change in the next frame.
        await page.evaluate(
          'new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)) })',
        )
        const dark = await new AxeBuilder({ page }).withRules('color-contrast').analyze()
        const found = [...light.violations, ...dark.violations].map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
        )
        const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
        await context.close()
        assert.deepEqual(found, [])
        // It is negative if a scroll bar takes space.
        assert.ok(Number(tooWide) <= 0, `the page is ${String(tooWide)} px too wide`)
      })
})
