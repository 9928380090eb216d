import type { Page } from '@playwright/test'
import { unique } from '../../src/items-page.ts'
import { expect, test } from '../../src/test.ts'
import type { Stack } from '../../src/stack.ts'
import { withoutLiveUpdates } from '../../src/without-live-updates.ts'

test.skip(({ stack }) => !stack.recorder, 'a deployment does not show its requests')

const lists = ({ recorder }: Stack) =>
  recorder?.of('GET').filter(({ path }) => path.startsWith('/api/items?'))

test('opening the app requests the list once, and each change by the user once more', async ({
  app,
  page,
  stack,
}) => {
  await app.live()
  await app.signIn(stack.account)
  expect(lists(stack)).toHaveLength(1)

  const title = unique('Requested')
  await app.add(title)
  await expect.poll(() => lists(stack)).toHaveLength(2)
  await app.row(title).getByRole('checkbox').check()
  await expect(page.getByText('Marked as done.')).toBeAttached()
  await expect.poll(() => lists(stack)).toHaveLength(3)
  await app.delete(title)
  await expect.poll(() => lists(stack)).toHaveLength(4)

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('form', { name: 'Sign in', exact: true })).toBeVisible()
  expect(lists(stack)).toHaveLength(4)
})

test('a change in another tab requests the list once in each tab', async ({ app, stack }) => {
  await app.live()
  await app.signIn(stack.account)
  const other = await app.openTab()
  await other.live()
  const before = lists(stack)?.length ?? 0

  const title = unique('Seen')
  await other.add(title)
  await expect(app.row(title)).toBeVisible()
  await expect.poll(() => lists(stack)).toHaveLength(before + 2)
  await other.delete(title)
  await expect(app.row(title)).toBeHidden()
  await expect.poll(() => lists(stack)).toHaveLength(before + 4)
})

test('a hidden tab has no event stream and requests nothing; when it is visible, it requests the list once', async ({
  app,
  page,
  stack,
}) => {
  await app.live()
  await app.signIn(stack.account)
  const other = await app.openTab()
  await other.live()
  await setVisibility(page, 'hidden')
  await expect(page.getByText('Not live', { exact: true })).toBeVisible()
  const before = lists(stack)?.length ?? 0

  const title = unique('Not seen yet')
  await other.add(title)
  await expect.poll(() => lists(stack)).toHaveLength(before + 1)
  await expect(app.row(title)).toBeHidden()

  await setVisibility(page, 'visible')
  await expect(app.row(title)).toBeVisible()
  await app.live()
  await app.delete(title)
  await expect(other.row(title)).toBeHidden()
  // One when the tab became visible, and one in each tab after the deletion.
  await expect.poll(() => lists(stack)).toHaveLength(before + 4)
})

/** Simulates a switch to or from another tab, which Playwright cannot do: the state and its event. */
async function setVisibility(page: Page, state: DocumentVisibilityState): Promise<void> {
  await page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)
}

test.describe('a page without live updates', () => {
  test.beforeEach(({ page }) => page.addInitScript(withoutLiveUpdates))

  test('requests the list after each change of its own', async ({ app, page, stack }) => {
    await expect(page.getByText('Not live', { exact: true })).toBeVisible()
    await app.signIn(stack.account)
    const title = unique('Alone')
    await app.add(title)
    await app.delete(title)
    await expect.poll(() => lists(stack)).toHaveLength(3)
  })

  test('a user who deletes an item that another tab has changed is shown the change and asked again', async ({
    app,
    page,
    stack,
  }) => {
    await app.signIn(stack.account)
    const title = unique('Changed')
    await app.add(title)

    const other = await app.openTab()
    await other.rename(title, `${title}, changed`)

    await page.getByRole('button', { name: `Delete ${title}`, exact: true }).click()
    await page.getByRole('button', { name: `Confirm deleting ${title}`, exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('It was changed meanwhile')
    await expect(app.row(`${title}, changed`)).toBeVisible()
    await page.getByRole('button', { name: `Confirm deleting ${title}, changed` }).click()
    await expect(app.row(`${title}, changed`)).toBeHidden()
    await expect(other.row(`${title}, changed`)).toBeHidden()
  })

  test('a user who ticks an item that another tab has changed sees the change, and that the tick is not saved', async ({
    app,
    stack,
  }) => {
    await app.signIn(stack.account)
    const title = unique('Ticked')
    await app.add(title)

    const other = await app.openTab()
    await other.rename(title, `${title}, changed`)

    await app.row(title).getByRole('checkbox').click()
    const row = app.row(`${title}, changed`)
    await expect(row.getByRole('alert')).toContainText('This item was changed')
    await expect(row.getByRole('checkbox')).not.toBeChecked()
    await app.delete(`${title}, changed`)
  })
})
