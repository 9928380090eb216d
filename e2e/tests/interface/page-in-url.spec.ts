import { ItemsPage } from '../../src/items-page.ts'
import { expect, test } from '../../src/test.ts'

test('Next puts the page number into the URL: reload, Back and Forward show that page', async ({
  app,
  page,
}) => {
  await app.next.click()
  await expect(app.status).toHaveText(/^11–/)
  await expect(page).toHaveURL('/?page=2')

  await page.reload()
  await expect(app.status).toHaveText(/^11–/)

  await page.goBack()
  await expect(app.status).toHaveText(/^1–10 of/)
  await expect(page).toHaveURL('/')
  await page.goForward()
  await expect(app.status).toHaveText(/^11–/)

  await app.previous.click()
  await expect(page).toHaveURL('/')
  await expect(app.status).toHaveText(/^1–10 of/)
})

test('a link to page 2 shows the same items as Next, with one request of the list', async ({
  page,
  stack,
}) => {
  const app = new ItemsPage(page)
  // Without their ages, which change.
  const titles = page.getByRole('listitem').locator('label')
  await app.open()
  const first = await titles.allTextContents()
  await app.next.click()
  await expect(app.status).toHaveText(/^11–/)
  await expect(titles).not.toHaveText(first)
  const second = await titles.allTextContents()

  stack.recorder?.clear()
  await page.goto('about:blank')
  await page.goto('/?page=2')
  await expect(app.status).toHaveText(/^11–/)
  await expect(titles).toHaveText(second)
  const requests = stack.recorder?.of('GET').map(({ path }) => path.split('?')[0])
  // A deployment does not show its requests.
  expect(requests?.filter((path) => path === '/api/items').length ?? 1).toBe(1)
})

test('a link to a page that does not exist leads to the last page, and Back does not return to it', async ({
  app,
  page,
}) => {
  await page.goto('/?page=4321')
  await expect(app.status).toHaveText(/–(\d+) of \1$/)
  await expect(page).toHaveURL(/\?page=[2-9]\d{0,2}$/)
  await expect(app.next).toHaveAttribute('aria-disabled', 'true')

  await page.goBack()
  await expect(page).toHaveURL('/')
  await expect(app.status).toHaveText(/^1–10 of/)
})

test('a page that is not a positive integer is the first page', async ({ page }) => {
  const app = new ItemsPage(page)
  for (const value of ['0', '-1', '1.5', 'two', '']) {
    await page.goto(`/?page=${value}`)
    await expect(app.status, value).toHaveText(/^1–10 of/)
  }
})
