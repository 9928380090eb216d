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

for (const width of [1280, 390]) {
  test(`nothing on the page moves while it loads, at ${width} px`, async ({
    browserName,
    page,
  }) => {
    test.skip(browserName !== 'chromium', 'only Chromium reports layout shifts')
    await page.setViewportSize({ width, height: 900 })
    await page.goto('/')
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
    await expect(new ItemsPage(page).status).toBeVisible()
    const shifted = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries())
              sum += (entry as unknown as { value: number }).value
          }).observe({ type: 'layout-shift', buffered: true })
          // After two frames, the observer has been called for every shift, also one in progress.
          requestAnimationFrame(() => setTimeout(() => resolve(sum), 200))
        }),
    )
    expect(shifted).toBe(0)
  })
}
