import { expect, test } from '../../src/test.ts'

test('the app on a disallowed origin shows a network error that names the file to edit', async ({
  page,
  stack,
}) => {
  test.skip(stack.webAtDisallowedOrigin === undefined, 'a deployment has one origin')
  const origin = stack.webAtDisallowedOrigin ?? ''
  await page.goto(origin)
  const alert = page.getByRole('alert').first()
  await expect(alert).toContainText('gave this page no response')
  await expect(page.getByText(origin).first()).toBeVisible()
  await expect(page.getByRole('listitem').filter({ has: page.getByRole('checkbox') })).toHaveCount(
    0,
  )

  await page.getByText('How to find the cause').first().click()
  await expect(page.getByText(`curl -i -H "Origin: ${origin}"`).first()).toBeAttached()
  await expect(page.getByText('packages/config/src/environments.ts').first()).toBeAttached()
})
