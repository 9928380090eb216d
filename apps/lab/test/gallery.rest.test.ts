import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { findBrowser, howToInstall } from 'cors-verify/browser'
import { chromium, type Browser, type Page } from 'playwright-core'
import { stepHref } from '../src/page/route.ts'
import { firstSteps } from '../src/page/steps/first-steps.ts'
import { groups } from '../src/shared/groups.ts'
import { startLab, type Lab } from '../src/server/start-lab.ts'

const found = findBrowser('chromium', chromium.executablePath())
const skip = found ? false : `chromium is not installed: ${howToInstall('chromium')}`

describe('the gallery', { skip }, () => {
  let lab: Lab
  let browser: Browser
  let page: Page
  before(async () => {
    lab = await startLab({ port: 0 })
    browser = await chromium.launch(found?.launch.launchOptions ?? {})
    page = await browser.newPage()
    // The first request of a lab waits for Vite.
    await page.goto(lab.origin, { timeout: 120_000 })
  })
  after(async () => {
    await browser.close()
    await lab.close()
  })

  /** Opens a view in a new document, in a window of this width in pixels. */
  const open = async (hash: string, width: number) => {
    await page.setViewportSize({ width, height: 844 })
    await page.goto('about:blank')
    await page.goto(`${lab.origin}/${hash}`)
  }
  const folded = () => page.locator('.groups > details:not([open])')
  const cards = () => page.locator('.groups li.card:visible')
  const menu = () => page.getByRole('navigation', { name: 'Symptoms' })
  const isFocused = (selector: string) => page.locator(`${selector}:focus`).waitFor()

  it('390 px wide → all groups are folded, and the page is short', async () => {
    await open('#/', 390)
    await page.locator('.groups').waitFor()
    assert.equal(await folded().count(), groups.length)
    assert.equal(await cards().count(), 0)
    const height = Number(await page.evaluate('document.documentElement.scrollHeight'))
    assert.ok(height < 3000, `${height} px`)
  })

  it('390 px wide → the bar stays in view, and leads to a group by keyboard', async () => {
    await page.getByRole('searchbox').focus()
    await page.keyboard.press('Tab')
    const links = menu().getByRole('link')
    await page.keyboard.press('Enter')
    await links.first().waitFor()
    assert.equal(await links.count(), groups.length)
    await page.keyboard.press('Escape')
    await links.first().waitFor({ state: 'hidden' })
    assert.equal(await links.count(), 0)
    await isFocused('nav summary')

    await page.keyboard.press('Enter')
    await menu().getByRole('link', { name: 'Works, but other origins can send requests' }).focus()
    await page.keyboard.press('Enter')
    await isFocused('#symptom-requests-by-others > summary')
    assert.equal(await folded().count(), groups.length - 1)
    assert.ok((await cards().count()) > 0)
    const bar = await page.locator('.find').boundingBox()
    const group = await page.locator('#symptom-requests-by-others').boundingBox()
    assert.ok(bar && group)
    assert.equal(Math.round(bar.y), 0)
    assert.ok(group.y >= bar.y + bar.height - 1, 'the bar hides the title of the group')
  })

  it('a group that is closed and chosen again → opens again', async () => {
    await page.keyboard.press('Enter')
    await page.locator('#symptom-requests-by-others:not([open])').waitFor()
    await menu().locator('summary').click()
    await menu().getByRole('link', { name: 'Works, but other origins can send requests' }).click()
    await page.locator('#symptom-requests-by-others[open]').waitFor()
  })

  it('390 px wide, a search → the groups of the found scenarios are open', async () => {
    await page.getByRole('searchbox').fill('websocket')
    await page.waitForFunction(() => document.querySelectorAll('.groups li.card').length < 20)
    assert.equal(await folded().count(), 0)
    assert.ok((await cards().count()) > 0)
    await page.getByRole('searchbox').fill('')
  })

  it('1280 px wide → all groups are open, beside a list of them', async () => {
    await open('#/', 1280)
    await page.locator('.groups').waitFor()
    assert.equal(await folded().count(), 0)
    assert.equal(await menu().getByRole('link').count(), groups.length)
  })

  it('a link to a group → opens and focuses the group', async () => {
    await open('#/symptoms/cookies', 390)
    await isFocused('#symptom-cookies > summary')
    assert.equal(await folded().count(), groups.length - 1)
  })

  it('the first link of the content → the first step', async () => {
    await open('#/', 1280)
    const link = page.locator('main a').first()
    assert.equal(await link.textContent(), 'Origin and site')
    await link.click()
    await page.getByRole('heading', { level: 1, name: 'Origin and site' }).waitFor()
    await page.getByRole('link', { name: /^Next step/ }).click()
    await page.getByRole('heading', { level: 1, name: 'The CORS check' }).waitFor()
    await isFocused('main')
  })

  for (const [index, { title, trials }] of firstSteps.entries())
    it(`step ${index + 1}, ${title} → runs when it is opened, as expected`, async () => {
      await open(stepHref(index + 1), 1280)
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      await page.getByText('as expected', { exact: true }).waitFor()
      const verdicts = page.locator('.trial .verdict')
      assert.equal(await verdicts.count(), trials.flatMap(({ steps }) => steps).length)
    })

  it('Run all → runs configurations until it is stopped', async () => {
    await open('#/', 1280)
    const progress = page.getByRole('progressbar', { name: 'Configurations run' })
    await page.getByRole('button', { name: 'Run all', exact: true }).click()
    await page.getByText(/^(?:[4-9]|\d\d+) of \d+ configurations run: /).waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByRole('button', { name: 'Run all again' }).waitFor()
    const done = Number(await progress.getAttribute('value'))
    const status = page.getByRole('status').filter({ hasText: 'configurations run' })
    const summary = (await status.textContent()) ?? ''
    assert.ok(summary.startsWith(`${done} of `), summary)
    assert.ok(summary.endsWith(` configurations run: ${done} as expected, none differs`), summary)
  })

  it('a response without its cookie → has another colour than a right one', async () => {
    const colourOf = async (id: string) => {
      await open(`#/s/${id}`, 1280)
      const verdict = page.locator('.verdict').last()
      await verdict.waitFor()
      const text = await verdict.locator('strong').textContent()
      const colour = await page.evaluate<string>(
        `getComputedStyle([...document.querySelectorAll('.verdict')].at(-1)).borderLeftColor`,
      )
      return { text, colour }
    }
    const right = await colourOf('05-cookies?side=right')
    assert.equal(right.text, 'Readable.')
    for (const id of [
      'lax-cookie-across-sites',
      'none-cookie-without-secure',
      'signed-in-and-401',
    ]) {
      const lost = await colourOf(id)
      assert.equal(lost.text, 'Readable, and the cookie is not sent.', id)
      assert.notEqual(lost.colour, right.colour, id)
    }
  })
})
