import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { findBrowser, howToInstall } from 'cors-verify/browser'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { startLab, type Lab } from '../src/server/start-lab.ts'

const found = findBrowser('chromium', chromium.executablePath())
const skip = found ? false : `chromium is not installed: ${howToInstall('chromium')}`

describe('the fix in the stack of the reader', { skip }, () => {
  let lab: Lab
  let browser: Browser
  let context: BrowserContext
  let page: Page
  before(async () => {
    lab = await startLab({ port: 0 })
    browser = await chromium.launch(found?.launch.launchOptions ?? {})
  })
  after(async () => {
    await browser.close()
    await lab.close()
  })
  beforeEach(async () => {
    await context?.close()
    context = await browser.newContext()
    page = await context.newPage()
  })

  const open = async (id: string) => {
    await page.goto(`${lab.origin}/#/s/${id}`)
    await page.getByRole('tablist').waitFor()
  }
  const tab = (name: string) => page.getByRole('tab', { name, exact: true })
  const panel = () => page.getByRole('tabpanel')
  const chosen = () => page.getByRole('tab', { selected: true }).textContent()

  it('a click on FastAPI → its diff, which a reload shows again', async () => {
    await open('methods-left-to-default')
    await tab('FastAPI').click()
    await panel().getByText('allow_methods=["GET", "HEAD", "POST"],').waitFor()
    await page.reload()
    await page.getByRole('tablist').waitFor()
    assert.equal((await chosen())?.trim(), 'FastAPI')
  })

  it('the arrow keys, Home and End → choose a tab and wrap around; one tab is in the tab order', async () => {
    await open('methods-left-to-default')
    await tab('Fastify').focus()
    for (const [key, name] of [
      ['ArrowRight', 'Express'],
      ['End', 'nginx'],
      ['ArrowRight', 'Fastify'],
      ['ArrowLeft', 'nginx'],
      ['Home', 'Fastify'],
    ] as const) {
      await page.keyboard.press(key)
      assert.equal((await chosen())?.trim(), name)
      const focused = await page.evaluate(() => document.activeElement?.textContent)
      assert.equal(focused?.trim(), name)
    }
    await page.keyboard.press('Tab')
    const role = await page.evaluate(() => document.activeElement?.getAttribute('role'))
    assert.equal(role, 'tabpanel')
  })

  it('storage is blocked → the tabs change, and no script throws', async () => {
    const errors: unknown[] = []
    page.on('pageerror', (error) => errors.push(error))
    await page.addInitScript({
      content: `Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError')
        },
      })`,
    })
    await open('methods-left-to-default')
    await tab('nginx').click()
    await panel().getByText('add_header Vary Origin always;').waitFor()
    assert.deepEqual(errors, [])
  })

  it('a scenario whose fix is in the page → has no tabs', async () => {
    await page.goto(`${lab.origin}/#/s/page-sets-user-agent`)
    await page.getByRole('heading', { name: 'Read on' }).waitFor()
    await page.waitForLoadState('networkidle')
    assert.equal(await page.getByRole('tablist').count(), 0)
  })

  for (const id of ['methods-left-to-default', '01-no-cors-layer'])
    it(`${id} → axe reports nothing`, async () => {
      await open(id)
      await page.locator('section[aria-busy="false"] svg[role="group"]').first().waitFor()
      const { violations } = await new AxeBuilder({ page }).analyze()
      assert.deepEqual(
        violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html)]),
        [],
      )
    })
})
