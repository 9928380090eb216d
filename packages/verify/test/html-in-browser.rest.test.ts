import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { findBrowser, howToInstall } from '../src/browser/index.ts'
import { formatHtml } from '../src/formats/html.ts'
import type { Report } from '../src/report.ts'
import { disallowedOriginRead, fullReport } from './sample-report.ts'

const found = findBrowser('chromium', chromium.executablePath())
const skip = found ? false : `chromium is not installed: ${howToInstall('chromium')}`

const markup = '<img src=x onerror=alert(1)><script>alert(1)</script>'
const hostile: Report = {
  ...fullReport,
  target: markup,
  findings: [
    {
      ...disallowedOriginRead,
      title: markup,
      observed: markup,
      evidence: disallowedOriginRead.evidence.map((proof) => ({
        ...proof,
        response: { status: 200, headers: [['Access-Control-Allow-Origin', markup]] },
      })),
    },
  ],
}

/** Evaluates to the texts that a visible drawing cuts off. */
const textsOutside = `[...document.querySelectorAll('figure svg')].flatMap((drawing) => {
  const { left, right } = drawing.getBoundingClientRect()
  return [...drawing.querySelectorAll('text:not([opacity])')].filter((text) => {
    const box = text.getBoundingClientRect()
    return box.width > 0 && (box.left < left - 1 || box.right > right + 1)
  }).map((text) => text.textContent)
})`

describe('the HTML report in Chromium', { skip }, () => {
  let folder: string
  let browser: Browser
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cors-verify-page-'))
    browser = await chromium.launch(found?.launch.launchOptions ?? {})
  })
  after(async () => {
    await browser.close()
    await rm(folder, { recursive: true })
  })

  /** Opens a report, and collects its requests, its console messages and its dialogs. */
  async function open(
    report: Report,
    options: Parameters<Browser['newPage']>[0] = {},
  ): Promise<{ page: Page; requests: string[]; messages: string[] }> {
    const path = join(folder, 'report.html')
    await writeFile(path, formatHtml(report, { credentials: true }))
    const page = await browser.newPage(options)
    const requests: string[] = []
    const messages: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    page.on('console', (message) => messages.push(message.text()))
    page.on('dialog', (dialog) => {
      messages.push('dialog')
      void dialog.dismiss()
    })
    await page.goto(pathToFileURL(path).href)
    return { page, requests, messages }
  }

  for (const [name, report] of [
    ['a report', fullReport],
    ['a report with markup of a server', hostile],
  ] as const)
    it(`${name} → loads itself alone, runs nothing, and its policy has nothing to block`, async () => {
      const { page, requests, messages } = await open(report)
      assert.deepEqual(requests, [pathToFileURL(join(folder, 'report.html')).href])
      assert.deepEqual(messages, [])
      assert.equal(await page.locator('script, img').count(), 0)
      await page.close()
    })

  it('an inline script → its policy blocks it', async () => {
    const { page, messages } = await open(fullReport)
    const script = `const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s)`
    await page.evaluate(script)
    assert.equal(await page.evaluate('window.ran'), undefined)
    assert.match(messages.join('\n'), /Content Security Policy/)
    await page.close()
  })

  for (const width of [1280, 390])
    it(`${width} px wide → one drawing of each exchange, and nothing is cut off`, async () => {
      const { page } = await open(fullReport, { viewport: { width, height: 800 } })
      const figures = await page.locator('figure').count()
      assert.ok(figures > 0)
      assert.equal(await page.locator('figure svg:visible').count(), figures)
      const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      assert.ok(Number(tooWide) <= 0, `it is ${String(tooWide)} px too wide`)
      const outside = await page.evaluate(textsOutside)
      assert.deepEqual(outside, [])
      await page.close()
    })

  it('light, dark and paper → text and background differ in each', async () => {
    const colors = `[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color].join(' on ')`
    const seen: unknown[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open(fullReport, { colorScheme })
      seen.push(await page.evaluate(colors))
      await page.emulateMedia({ media: 'print' })
      seen.push(await page.evaluate(colors))
      await page.close()
    }
    const [light, printed, dark, printedFromDark] = seen
    assert.equal(printed, 'rgb(255, 255, 255) on rgb(0, 0, 0)')
    assert.equal(printedFromDark, printed)
    assert.equal(new Set([light, dark, printed]).size, 3)
  })
})
