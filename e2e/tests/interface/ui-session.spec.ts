import { unique } from '../../src/items-page.ts'
import { expect, test } from '../../src/test.ts'

test('a user signs in, adds, edits, ticks, deletes, pages and signs out', async ({
  app,
  page,
  stack,
}) => {
  await expect(page.getByRole('textbox', { name: 'New item' })).toBeHidden()
  await expect(page.getByRole('button', { name: /^Delete / })).toHaveCount(0)

  await app.signIn(stack.account)
  const title = unique('Café ☕ in Zürich')
  await app.add(title)

  const edited = `${title}, edited`
  const field = await app.edit(title)
  await field.fill(edited)
  await field.press('Enter')
  await expect(app.row(edited)).toBeVisible()
  await expect(page.getByRole('button', { name: `Edit ${edited}` })).toBeFocused()

  await app.row(edited).getByRole('checkbox').check()
  // The tick is shown before the API responds: a reload before that would cancel the request.
  await expect(page.getByText('Marked as done.')).toBeAttached()
  await page.reload()
  await expect(page.getByText(`Signed in as ${stack.account.name}`)).toBeVisible()
  await expect(app.row(edited).getByRole('checkbox')).toBeChecked()

  await app.delete(edited)
  await page.reload()
  await expect(app.status).toHaveText(/^1–10 of \d+$/)
  await expect(app.row(edited)).toBeHidden()

  await app.next.click()
  await expect(app.status).toHaveText(/^11–\d+ of \d+$/)
  await app.previous.click()
  await expect(app.status).toHaveText(/^1–10 of \d+$/)

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('form', { name: 'Sign in', exact: true })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'New item' })).toBeHidden()
  await page.reload()
  await expect(page.getByRole('form', { name: 'Sign in', exact: true })).toBeVisible()
})

test('a second tab shows what the first adds, edits and deletes', async ({ app, page, stack }) => {
  await app.signIn(stack.account)
  const second = await app.openTab()

  const title = unique('Live')
  await app.add(title)
  await expect(second.row(title)).toBeVisible()

  const field = await app.edit(title)
  await field.fill(`${title}!`)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(second.row(`${title}!`)).toBeVisible()

  await app.delete(`${title}!`)
  await expect(second.row(`${title}!`)).toBeHidden()
})

test('two tabs edit one item: the second shows both titles, and keeps its draft', async ({
  app,
  page,
  stack,
}) => {
  await app.signIn(stack.account)
  const title = unique('Contested')
  await app.add(title)
  const mine = await app.edit(title)
  await mine.fill(`${title}, mine`)

  const other = await app.openTab()
  await other.rename(title, `${title}, theirs`)

  await mine.press('Enter')
  const conflict = page.getByRole('alert').filter({ hasText: 'This item was changed' })
  await expect(conflict).toContainText(`${title}, theirs`)
  await expect(conflict).toContainText(`${title}, mine`)
  await expect(mine).toHaveValue(`${title}, mine`)
  await page.getByRole('button', { name: 'Save mine' }).click()
  await expect(app.row(`${title}, mine`)).toBeVisible()
  await expect(other.row(`${title}, mine`)).toBeVisible()
  await app.delete(`${title}, mine`)
})

test('everything is done by keyboard: sign in, add, edit, cancel, delete', async ({
  app,
  browserName,
  page,
  stack,
}) => {
  test.skip(browserName === 'webkit', 'WebKit tabs to buttons only with a system setting')
  const { keyboard } = page
  await app.name.focus()
  await keyboard.type(stack.account.name)
  await keyboard.press('Tab')
  await keyboard.type(stack.account.password)
  await app.submitSignIn(stack.account.name, () => keyboard.press('Enter'))

  const title = unique('By keyboard')
  await expect(page.getByRole('textbox', { name: 'New item' })).toBeFocused()
  await keyboard.type(title)
  await keyboard.press('Enter')
  await expect(app.row(title)).toBeVisible()

  await page.getByRole('checkbox', { name: title }).focus()
  await keyboard.press('Space')
  await expect(page.getByRole('checkbox', { name: title })).toBeChecked()
  await keyboard.press('Tab')
  await expect(page.getByRole('button', { name: `Edit ${title}` })).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Title', exact: true })).toBeFocused()
  await keyboard.type('thrown away')
  await keyboard.press('Escape')
  await expect(page.getByRole('button', { name: `Edit ${title}` })).toBeFocused()

  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await expect(page.getByRole('button', { name: `Confirm deleting ${title}` })).toBeFocused()
  await keyboard.press('Enter')
  await expect(app.row(title)).toBeHidden()
  // The row in its place has the focus, not the body.
  const inTheList = page.getByRole('listitem').getByRole('button')
  await expect(inTheList.and(page.locator(':focus'))).toHaveCount(1)
})

test('a wrong password shows an error with its request id, and the form keeps the name', async ({
  app,
  page,
  stack,
}) => {
  await app.name.fill(unique('unknown'))
  await app.password.fill('wrong')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('No account has this name and password')
  const form = page.getByRole('form', { name: 'Sign in' })
  await expect(form.getByText(/[\da-f]{8}-[\da-f-]{27}/)).toBeVisible()
  await expect(app.name).toHaveValue(/^unknown/)

  await app.signIn(stack.account)
})
