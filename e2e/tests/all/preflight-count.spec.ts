import type { Page } from '@playwright/test'
import { fetchFrom, ifMatch, json, signIn } from '../../src/fetch-from.ts'
import { unique } from '../../src/items-page.ts'
import { expect, test } from '../../src/test.ts'
import type { Stack } from '../../src/stack.ts'

// Under automation, Firefox uses its preflight cache unreliably. Access-Control-Max-Age is the same for all.
test.skip(({ browserName }) => browserName !== 'chromium', 'preflights are counted in Chromium')
test.skip(({ stack }) => !stack.recorder, 'a deployment does not show its preflights')

/** Signs in, opens pages, adds, edits and deletes an item, and signs out. @returns the URLs it wrote to */
async function userFlow(page: Page, stack: Stack, ids: number[]): Promise<string[]> {
  const items = `${stack.apiOrigin}/api/items`
  const session = `${stack.apiOrigin}/api/session`
  const urls = ids.map((id) => `${items}/${id}`)

  await signIn(page, stack)
  for (const after of ['', '&after=10', '&after=5'])
    await fetchFrom(page, `${items}?limit=5${after}`)
  for (const title of ['One', 'Two', 'Three']) await fetchFrom(page, items, json('POST', { title }))
  for (const done of [true, false]) {
    for (const url of urls) await fetchFrom(page, url, ifMatch('*', json('PATCH', { done })))
  }
  for (const url of urls) {
    await fetchFrom(page, url, ifMatch('*', { method: 'DELETE' }))
    await fetchFrom(page, items)
  }
  await fetchFrom(page, session, { method: 'DELETE' })
  return [session, items, ...urls]
}

test('a user flow sends one preflight per written URL, none for its reads, and none when repeated', async ({
  emptyPage,
  stack,
}) => {
  const recorder = stack.recorder
  if (!recorder) return
  const { body } = await fetchFrom(emptyPage, `${stack.apiOrigin}/api/items?limit=5`)
  const ids = (body as { items: { id: number }[] }).items.map(({ id }) => id)
  recorder.clear()

  const written = await userFlow(emptyPage, stack, ids)
  const preflighted = recorder.of('OPTIONS').map(({ path }) => stack.apiOrigin + path)
  expect(preflighted.toSorted()).toEqual(written.toSorted())
  expect(preflighted).toHaveLength(7)
  const ok = recorder.exchanges.filter(({ status }) => status >= 200 && status < 300)
  expect(ok).toHaveLength(recorder.exchanges.length)

  recorder.clear()
  await userFlow(emptyPage, stack, ids)
  expect(recorder.exchanges.length).toBeGreaterThan(20)
  expect(recorder.of('OPTIONS')).toEqual([])
})

test('opening the app sends no preflight, signed out or signed in', async ({ page, stack }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1, name: 'Items' })).toBeVisible()
  await expect(page.getByRole('listitem').first()).toBeVisible()
  expect(stack.recorder?.of('OPTIONS')).toEqual([])
  expect(stack.recorder?.of('GET').map(({ path }) => path.split('?')[0])).toContain('/api/items')
})

test("If-Match without cache: 'force-cache' sends a preflight each time", async ({
  emptyPage,
  stack,
}) => {
  const url = `${stack.apiOrigin}/api/items/1`
  const write = ifMatch('"0"', json('PATCH', { done: true }))
  for (let times = 0; times < 3; times += 1) await fetchFrom(emptyPage, url, write)
  expect(stack.recorder?.of('OPTIONS')).toHaveLength(1)

  stack.recorder?.clear()
  for (let times = 0; times < 3; times += 1) {
    await fetchFrom(emptyPage, url, { ...write, cache: 'default' })
  }
  expect(stack.recorder?.of('OPTIONS')).toHaveLength(3)
})

test('editing one item twice in the app sends one preflight', async ({ app, stack }) => {
  await app.signIn(stack.account)
  const title = unique('Counted')
  await app.add(title)
  stack.recorder?.clear()

  await app.row(title).getByRole('checkbox').check()
  await expect.poll(() => stack.recorder?.of('PATCH').length).toBe(1)
  await app.row(title).getByRole('checkbox').uncheck()
  await expect.poll(() => stack.recorder?.of('PATCH').length).toBe(2)
  await app.delete(title)
  expect(stack.recorder?.of('DELETE')).toHaveLength(1)
  expect(stack.recorder?.of('OPTIONS')).toHaveLength(1)
})
