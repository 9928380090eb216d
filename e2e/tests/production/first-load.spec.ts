import { ItemsPage } from '../../src/items-page.ts'
import { expect, test } from '../../src/test.ts'

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
