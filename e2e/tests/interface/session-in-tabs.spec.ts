import { ItemsPage, unique } from '../../src/items-page.ts'
import { expect, test } from '../../src/test.ts'

test('signing in and out in one tab signs the other tabs in and out, and no other browser', async ({
  app,
  browser,
  page,
  stack,
}) => {
  const second = await app.openTab()
  const elsewhere = await browser.newContext({
    baseURL: stack.webOrigin,
    ignoreHTTPSErrors: true,
    ...(stack.proxy && { proxy: stack.proxy }),
  })
  const other = new ItemsPage(await elsewhere.newPage())
  await other.open()
  await other.signIn(stack.account)

  await app.signIn(stack.account)
  const newItem = second.page.getByRole('textbox', { name: 'New item' })
  await newItem.fill('A draft of a user who signs out')

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(second.page.getByRole('form', { name: 'Sign in', exact: true })).toBeVisible()
  await expect(second.page.getByRole('button', { name: 'Sign out' })).toBeHidden()
  await expect(other.page.getByText(`Signed in as ${stack.account.name}`)).toBeVisible()

  // The next user of this browser does not see the draft.
  await second.signIn(stack.account)
  await expect(newItem).toHaveValue('')
  await other.page.getByRole('button', { name: 'Sign out' }).click()
  await elsewhere.close()
})

test('a session that ends while a user types: the page says so, and the text is saved after signing in again', async ({
  app,
  context,
  page,
  stack,
}) => {
  await app.signIn(stack.account)
  const title = unique('Kept')
  await app.add(title)
  const field = await app.edit(title)
  await field.fill(`${title}, edited`)
  // Not through another tab of the app, which would notify this one.
  const ended = await context.request.delete(`${stack.apiOrigin}/api/session`, {
    headers: { Origin: stack.webOrigin },
  })
  expect(ended.status()).toBe(204)
  await field.press('Enter')

  await expect(page.getByRole('alert').filter({ hasText: 'Your session has ended' })).toBeVisible()
  await expect(app.name).toBeFocused()
  await expect(field).toHaveValue(`${title}, edited`)

  await app.signIn(stack.account)
  await field.press('Enter')
  await expect(app.row(`${title}, edited`)).toBeVisible()
  await app.delete(`${title}, edited`)
})
