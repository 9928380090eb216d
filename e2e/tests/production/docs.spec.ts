import { expect, test } from '../../src/test.ts'

test('the documentation at /docs calls the API from its own origin', async ({ stack, page }) => {
  await page.goto(`${stack.apiOrigin}/docs`)
  const signIn = page.locator('.opblock-post', { hasText: '/api/session' })
  await signIn.getByRole('button', { name: /POST/ }).first().click()
  await signIn.getByRole('button', { name: 'Try it out' }).click()
  await signIn
    .getByRole('textbox')
    .fill(JSON.stringify({ name: 'ada', password: 'not her password' }))
  await signIn.getByRole('button', { name: 'Execute' }).click()

  // Not ORIGIN_NOT_ALLOWED: a request from the API's own origin is same-origin.
  await expect(signIn.locator('.live-responses-table')).toContainText('CREDENTIALS_WRONG')
})
