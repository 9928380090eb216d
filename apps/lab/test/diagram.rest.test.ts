import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { findBrowser, howToInstall } from 'cors-verify/browser'
import { chromium, type Browser, type Page } from 'playwright-core'
import { startLab, type Lab } from '../src/server/start-lab.ts'

const found = findBrowser('chromium', chromium.executablePath())
const skip = found ? false : `chromium is not installed: ${howToInstall('chromium')}`

describe('the diagram of a scenario', { skip }, () => {
  let lab: Lab
  let browser: Browser
  let page: Page
  before(async () => {
    lab = await startLab({ port: 0 })
    browser = await chromium.launch(found?.launch.launchOptions ?? {})
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(`${lab.origin}/#/s/redirect-to-another-origin`)
    await page.locator('section[aria-busy="false"] svg[role="group"]').first().waitFor()
  })
  after(async () => {
    await browser.close()
    await lab.close()
  })

  const diagram = () => page.locator('svg[role="group"]').first()

  it('the request after a redirect → goes to the server of the other origin', async () => {
    const items = await diagram()
      .getByRole('list', { name: 'Sequence' })
      .getByRole('listitem')
      .all()
    const texts = await Promise.all(items.map((item) => item.textContent()))
    const requests = texts.filter((text) => text?.startsWith('Browser to Server'))
    assert.match(
      requests[0] ?? '',
      /^Browser to Server https:\/\/api\.example\.com: GET \/api\/old-items/,
    )
    assert.match(
      requests[1] ?? '',
      /^Browser to Server https:\/\/api\.example\.org: GET \/api\/items/,
    )
  })

  it('the name of a header → is a button; focus shows its note, Escape hides it', async () => {
    const header = diagram().getByRole('button', { name: 'location' })
    const note = page.locator('.bubble')
    await header.focus()
    assert.match((await note.textContent()) ?? '', /^The target of a redirect/)
    await page.keyboard.press('Escape')
    assert.equal(await note.count(), 0)
    await header.hover()
    assert.match((await note.textContent()) ?? '', /^The target of a redirect/)
    await page.mouse.move(0, 0)
    assert.equal(await note.count(), 0)
  })

  it('a window that becomes narrow → the diagram is not wider than the window', async () => {
    const widthOf = async () => (await diagram().boundingBox())?.width ?? 0
    assert.ok((await widthOf()) > 900)
    await page.setViewportSize({ width: 390, height: 900 })
    // A function, not its text: the page's Content-Security-Policy allows no eval after the first.
    await page.waitForFunction(() => {
      const svg = document.querySelector('svg[role="group"]')
      return svg && svg.getBoundingClientRect().width < 390
    })
    const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    assert.ok(Number(tooWide) <= 0, `the page is ${String(tooWide)} px too wide`)
  })
})
