import { ItemsPage } from '../../src/items-page.ts'
import { expect, test } from '../../src/test.ts'
import type { Stack } from '../../src/stack.ts'

test.skip(({ stack }) => !stack.recorder, 'a deployment does not show its requests')

const lists = ({ recorder }: Stack) =>
  recorder?.of('GET').filter(({ path }) => path.startsWith('/api/items?'))

/** The live updates have begun, and their first message would have caused a request. */
async function openLive(app: ItemsPage) {
  await app.open()
  await expect(app.page.getByText('Live', { exact: true })).toBeVisible()
}

test('opening the app requests the list once, and each change of one’s own once more', async ({
  page,
  stack,
}) => {
  const app = new ItemsPage(page)
  await openLive(app)
  await app.signIn(stack.account)
  expect(lists(stack)).toHaveLength(1)

  const title = `Requested ${Math.random()}`
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

test('a change in another tab requests the list once in each tab', async ({
  context,
  page,
  stack,
}) => {
  const app = new ItemsPage(page)
  await openLive(app)
  await app.signIn(stack.account)
  const other = new ItemsPage(await context.newPage())
  await openLive(other)
  const before = lists(stack)?.length ?? 0

  const title = `Seen ${Math.random()}`
  await other.add(title)
  await expect(app.row(title)).toBeVisible()
  await expect.poll(() => lists(stack)).toHaveLength(before + 2)
  await other.delete(title)
  await expect(app.row(title)).toBeHidden()
  await expect.poll(() => lists(stack)).toHaveLength(before + 4)
})

test.describe('a page without live updates', () => {
  test.beforeEach(({ page }) =>
    page.addInitScript(() => {
      // It never opens, as behind a proxy that buffers event streams.
      window.EventSource = class extends EventTarget {
        close() {}
      } as unknown as typeof EventSource
    }),
  )

  test('requests the list after each change of its own', async ({ page, stack }) => {
    const app = new ItemsPage(page)
    await app.open()
    await expect(page.getByText('Not live', { exact: true })).toBeVisible()
    await app.signIn(stack.account)
    const title = `Alone ${Math.random()}`
    await app.add(title)
    await app.delete(title)
    await expect.poll(() => lists(stack)).toHaveLength(3)
  })

  test('a user who deletes an item that another tab has changed is shown the change and asked again', async ({
    context,
    page,
    stack,
  }) => {
    const app = new ItemsPage(page)
    await app.open()
    await app.signIn(stack.account)
    const title = `Changed ${Math.random()}`
    await app.add(title)

    const other = new ItemsPage(await context.newPage())
    await other.open()
    const field = await other.edit(title)
    await field.fill(`${title}, changed`)
    await field.press('Enter')
    await expect(other.row(`${title}, changed`)).toBeVisible()

    await page.getByRole('button', { name: `Delete ${title}`, exact: true }).click()
    await page.getByRole('button', { name: `Confirm deleting ${title}`, exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('It was changed meanwhile')
    await expect(app.row(`${title}, changed`)).toBeVisible()
    await page.getByRole('button', { name: `Confirm deleting ${title}, changed` }).click()
    await expect(app.row(`${title}, changed`)).toBeHidden()
    await expect(other.row(`${title}, changed`)).toBeHidden()
  })

  test('a user who ticks an item that another tab has changed sees the change, and that the tick is not saved', async ({
    context,
    page,
    stack,
  }) => {
    const app = new ItemsPage(page)
    await app.open()
    await app.signIn(stack.account)
    const title = `Ticked ${Math.random()}`
    await app.add(title)

    const other = new ItemsPage(await context.newPage())
    await other.open()
    const field = await other.edit(title)
    await field.fill(`${title}, changed`)
    await field.press('Enter')
    await expect(other.row(`${title}, changed`)).toBeVisible()

    await app.row(title).getByRole('checkbox').click()
    const row = app.row(`${title}, changed`)
    await expect(row.getByRole('alert')).toContainText('This item was changed')
    await expect(row.getByRole('checkbox')).not.toBeChecked()
    await app.delete(`${title}, changed`)
  })
})
