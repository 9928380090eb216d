import { expect, test } from '../../src/test.ts'
import { withoutLiveUpdates } from '../../src/without-live-updates.ts'

// Events and responses come over different connections: with several replicas either may be first.
test('an item whose event comes before the response to its POST or DELETE is listed and counted once', async ({
  ownApp: app,
  ownStack: stack,
  page,
}) => {
  await app.signIn(stack.account)
  await app.live()
  await expect(app.status).toHaveText('1–10 of 12')

  const sendCreated = stack.holdResponses('POST')
  await app.add('Announced early')
  sendCreated()
  await expect(page.getByText('Item added.')).toBeAttached()
  await expect(app.row('Announced early')).toHaveCount(1)
  await expect(app.status).toHaveText('1–10 of 13')

  const sendDeleted = stack.holdResponses('DELETE')
  await app.delete('Announced early')
  await expect(app.status).toHaveText('1–10 of 12')
  sendDeleted()
  await expect(page.getByText('Item deleted.')).toBeAttached()
  await expect(app.status).toHaveText('1–10 of 12')
})

test.describe('a page without live updates', () => {
  test.beforeEach(({ page }) => page.addInitScript(withoutLiveUpdates))

  test('a user who edits or deletes an item while its checkbox is being saved sees no conflict', async ({
    ownApp: app,
    ownStack: stack,
    page,
  }) => {
    await app.signIn(stack.account)
    await app.add('Ticked')

    const sendTicked = stack.holdResponses('PATCH')
    await app.row('Ticked').getByRole('checkbox').click()
    await page.getByRole('button', { name: 'Edit Ticked', exact: true }).click()
    sendTicked()
    const field = page.getByRole('textbox', { name: 'Title', exact: true })
    await field.fill('Renamed')
    await field.press('Enter')
    await expect(app.row('Renamed').getByRole('checkbox')).toBeChecked()

    const sendUnticked = stack.holdResponses('PATCH')
    await app.row('Renamed').getByRole('checkbox').click()
    await page.getByRole('button', { name: 'Delete Renamed', exact: true }).click()
    await page.getByRole('button', { name: 'Confirm deleting Renamed', exact: true }).click()
    sendUnticked()
    await expect(app.row('Renamed')).toBeHidden()
    await expect(page.getByRole('alert')).toBeHidden()
  })
})
