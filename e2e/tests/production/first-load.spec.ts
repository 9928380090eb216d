import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ItemsPage } from '../../src/items-page.ts'
import { builtWeb } from '../../src/production-stack.ts'
import { expect, test } from '../../src/test.ts'

test('all JavaScript that opening the app loads is less than 35 kB, gzip', async ({ page }) => {
  await new ItemsPage(page).open()
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.endsWith('.js')),
  )
  expect(scripts.length).toBeGreaterThan(0)
  const sizes = scripts.map((path) => gzipSync(readFileSync(join(builtWeb, path))).length)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(35_000)
})

test('the page connects to the API early, with and without credentials', async ({
  page,
  stack,
}) => {
  await page.goto('/')
  const links = page.locator(`link[rel=preconnect][href="${stack.apiOrigin}"]`)
  await expect(links).toHaveCount(2)
  expect(
    await links.evaluateAll((all) => all.map((link) => link.hasAttribute('crossorigin'))),
  ).toEqual([false, true])
})

test('the console of a visitor who opens the app stays empty', async ({ page }) => {
  const printed: string[] = []
  page.on('console', (message) => printed.push(message.text()))
  page.on('pageerror', (error) => printed.push(String(error)))
  await new ItemsPage(page).open()
  expect(printed).toEqual([])
})
