import type { Page } from '@playwright/test'
import { fetchFrom } from '../../src/fetch-from.ts'
import { ItemsPage } from '../../src/items-page.ts'
import { expect, test } from '../../src/test.ts'

declare global {
  interface Window {
    /** The policy violations of this page: `connect-src https://…`. */
    violations: string[]
  }
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    window.violations = []
    document.addEventListener('securitypolicyviolation', (event) => {
      window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`)
    })
  })
})

const violations = (page: Page) => page.evaluate(() => window.violations)

test('page, file and 404 carry the security headers, with the API in connect-src', async ({
  page,
  stack,
}) => {
  for (const path of ['/', '/favicon.svg', '/assets/missing.js']) {
    const response = await page.goto(path)
    expect(response?.headers()).toMatchObject({
      'content-security-policy': `default-src 'none';script-src 'self';style-src 'self';img-src 'self';font-src 'self';connect-src ${stack.apiOrigin};base-uri 'none';form-action 'none';frame-ancestors 'none'`,
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
    })
  }
})

test('signing in, adding, editing, deleting and signing out violate no policy', async ({
  app,
  page,
  stack,
}) => {
  const title = `Under the policy ${Date.now()}`
  await app.signIn(stack.account)
  await app.add(title)
  await app.rename(title, `${title}, edited`)
  await app.delete(`${title}, edited`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(app.name).toBeVisible()
  expect(await violations(page)).toEqual([])
})

test('an injected script cannot send data to another origin: connect-src lists only the API', async ({
  page,
  stack,
}) => {
  await new ItemsPage(page).open()
  const [disallowed = ''] = stack.disallowedOrigins
  // Without the policy, the browser would send this simple request to any origin.
  const sent = await fetchFrom(page, `${disallowed}/steal`, { mode: 'no-cors', method: 'POST' })
  expect(sent.error).toMatch(/^TypeError/)
  await expect.poll(() => violations(page)).toEqual([`connect-src ${disallowed}/steal`])

  expect((await fetchFrom(page, `${stack.apiOrigin}/api/items`)).status).toBe(200)
  expect(await violations(page)).toHaveLength(1)
})

test('an inline script does not run', async ({ page }) => {
  await new ItemsPage(page).open()
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.violations.push("it ran")'
    document.body.append(script)
  })
  await expect.poll(() => violations(page)).toEqual(['script-src-elem inline'])
})
