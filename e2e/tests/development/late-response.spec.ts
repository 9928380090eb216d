import { expect, test } from '../../src/test.ts'

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
