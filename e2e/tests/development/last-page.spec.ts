import { expect, test } from '../../src/test.ts'

test('deleting all items of the last page by keyboard leads to the page before', async ({
  ownApp: app,
  ownStack: stack,
  page,
}) => {
  await app.signIn(await stack.newAccount())
  await expect(app.status).toHaveText('1–10 of 12')
  await app.next.click()

  for (const status of ['11–12 of 12', '11–11 of 11']) {
    await expect(app.status).toHaveText(status)
    await page
      .getByRole('button', { name: /^Delete / })
      .first()
      .press('Enter')
    await page.getByRole('button', { name: /^Confirm deleting / }).press('Enter')
  }

  await expect(app.status).toHaveText('1–10 of 10')
  await expect(page.getByRole('button', { name: /^Edit / }).first()).toBeFocused()
})
