import { expect, test } from '../../src/test.ts'

test('the app shows a network error while the API is down, keeps its items, and recovers', async ({
  ownApp: app,
  ownStack: stack,
  page,
}) => {
  await expect(app.status).toBeVisible()

  const startAgain = await stack.stopApi()
  await app.next.click()
  const alert = page.getByRole('alert').filter({ hasText: 'could not reach' })
  await expect(alert).toContainText(stack.apiOrigin)
  await expect(page.getByRole('checkbox').first()).toBeVisible()

  await startAgain()
  await page.getByRole('button', { name: 'Try again' }).first().click()
  await expect(alert).toBeHidden()
  await expect(app.status).toHaveText(/^11–\d+ of \d+$/)
})

test('a page that has lost its event stream reads the list again by itself when the API is back', async ({
  ownApp: app,
  ownStack: stack,
  page,
}) => {
  await app.signIn(stack.account)
  await app.live()
  await app.add('Not in the database after the restart')

  const startAgain = await stack.stopApi()
  await expect(page.getByText('Not live', { exact: true })).toBeVisible()
  await startAgain()
  await app.live()
  await expect(app.row('Not in the database after the restart')).toBeHidden()
})
