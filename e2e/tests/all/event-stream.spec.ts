import type { Page } from '@playwright/test'
import { fetchFrom, ifMatch, json, signIn } from '../../src/fetch-from.ts'
import { expect, test } from '../../src/test.ts'

/** Opens a credentialed event stream; resolves to `open` or `error`, the first event of the stream. */
const openStream = (page: Page, url: string) =>
  page.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        const source = new EventSource(url, { withCredentials: true })
        const events: string[] = []
        Object.assign(window, { source, events })
        source.addEventListener('item', ({ data }) => events.push(String(data)))
        source.onopen = () => resolve('open')
        source.onerror = () => resolve('error')
      }),
    url,
  )

test('a credentialed event stream receives an item that another page adds', async ({
  emptyPage,
  context,
  stack,
}) => {
  expect(await openStream(emptyPage, `${stack.apiOrigin}/api/events`)).toBe('open')

  const other = await context.newPage()
  await other.goto(`${stack.webOrigin}/favicon.svg`)
  await signIn(other, stack)
  const items = `${stack.apiOrigin}/api/items`
  const { body } = await fetchFrom(other, items, json('POST', { title: 'Live' }))
  const { id } = body as { id: number }

  const heard = () => emptyPage.evaluate(() => (window as unknown as { events: string[] }).events)
  await expect.poll(heard).toContain(JSON.stringify({ type: 'created', id }))
  await fetchFrom(other, `${items}/${id}`, ifMatch('*', { method: 'DELETE' }))
  await expect.poll(heard).toContain(JSON.stringify({ type: 'deleted', id }))
})

test('an event stream of a disallowed origin fails', async ({ page, stack }) => {
  for (const origin of stack.disallowedOrigins) {
    await page.goto(origin)
    expect(await openStream(page, `${stack.apiOrigin}/api/events`), origin).toBe('error')
  }
})
