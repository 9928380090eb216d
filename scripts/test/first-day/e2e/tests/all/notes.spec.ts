import { fetchFrom } from '../../src/fetch-from.ts'
import { unique } from '../../src/items-page.ts'
import { expect, test } from '../../src/test.ts'

test('a signed-in user adds a note on the second route, and a reload shows it again', async ({
  app,
  page,
  stack,
}) => {
  await app.signIn(stack.account)
  await page.getByRole('link', { name: 'Notes' }).click()
  await expect(page).toHaveURL('/notes')
  await expect(page.getByRole('heading', { level: 1, name: 'Notes' })).toBeVisible()

  const text = unique('Note')
  const form = page.getByRole('form', { name: 'New note' })
  await form.getByRole('textbox', { name: 'Text' }).fill(text)
  await form.getByRole('textbox', { name: 'Tag' }).fill(text)
  await form.getByRole('button', { name: 'Add note' }).click()
  const note = page.getByRole('article').filter({ hasText: text })
  await expect(note).toContainText(`Added by ${stack.account.name}`)

  const filter = page.getByRole('textbox', { name: 'Only the tag' })
  await filter.fill(text)
  await filter.press('Enter')
  await expect(page).toHaveURL(`/notes?${new URLSearchParams({ tag: text })}`)
  await expect(page.getByRole('note')).toHaveText('1 note')

  const response = await page.reload()
  expect(response?.status()).toBe(200)
  await expect(note).toBeVisible()
  await expect(page.getByRole('note')).toHaveText('1 note')

  await page.getByRole('link', { name: 'Items', exact: true }).click()
  await expect(app.status).toBeVisible()
})

test('a page on the allowed origin reads GET /api/notes; a page on a disallowed origin does not', async ({
  emptyPage,
  stack,
}) => {
  const url = `${stack.apiOrigin}/api/notes?tag=a&tag=b`
  const { status, body } = await fetchFrom(emptyPage, url)
  expect(status).toBe(200)
  expect(body).toMatchObject({ query: { limit: 20, tag: ['a', 'b'] } })
  for (const origin of stack.disallowedOrigins) {
    await emptyPage.goto(`${origin}/favicon.svg`)
    const { error } = await fetchFrom(emptyPage, url)
    expect(error, origin).toMatch(/^TypeError: /)
  }
})
