import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { unique } from '../../src/items-page.ts'
import { expect, test } from '../../src/test.ts'

async function violationsOf(page: Page, colorScheme: string): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  // The other rules find the same in both colour schemes.
  if (colorScheme === 'dark') axe.withRules(['color-contrast'])
  const { violations } = await axe.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    // Set before the page opens: a page that changes its colours has both schemes for a moment.
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test(`axe finds nothing serious in ${colorScheme}: signed out, rejected, signed in, editing, deleting`, async ({
      app,
      page,
      stack,
    }) => {
      // axe runs five times, which takes minutes on a busy machine.
      test.slow()
      expect(await violationsOf(page, colorScheme), 'signed out').toEqual([])

      await app.name.fill('unknown')
      await app.password.fill(`wrong ${Math.random()}`)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await expect(page.getByRole('alert')).toBeVisible()
      expect(await violationsOf(page, colorScheme), 'rejected').toEqual([])

      await app.signIn(stack.account)
      const title = unique('Accessible')
      await app.add(title)
      expect(await violationsOf(page, colorScheme), 'signed in').toEqual([])

      const field = await app.edit(title)
      expect(await violationsOf(page, colorScheme), 'editing').toEqual([])
      await field.press('Escape')

      await page.getByRole('button', { name: `Delete ${title}` }).click()
      expect(await violationsOf(page, colorScheme), 'deleting').toEqual([])
      await page.getByRole('button', { name: `Confirm deleting ${title}` }).click()
      await expect(app.row(title)).toBeHidden()
    })
  })
}
