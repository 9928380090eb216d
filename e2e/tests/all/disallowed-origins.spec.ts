import type { Frame, Page } from '@playwright/test'
import { fetchFrom, ifMatch, json, signIn } from '../../src/fetch-from.ts'
import type { Stack } from '../../src/stack.ts'
import { expect, test } from '../../src/test.ts'

/** A page whose user is signed in, in the same browser as the page on a disallowed origin. */
async function openSignedIn(page: Page, stack: Stack): Promise<void> {
  await page.goto(`${stack.webOrigin}/favicon.svg`)
  expect((await signIn(page, stack)).status).toBe(200)
}

/** A frame with an opaque origin: it sends `Origin: null`. */
async function opaqueFrame(page: Page, host: string): Promise<Frame> {
  await page.goto(host)
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.srcdoc = '<!doctype html><title>Opaque</title>'
    document.body.append(frame)
  })
  await expect.poll(() => page.frames().length).toBe(2)
  const frame = page.frames().at(-1)
  if (!frame) throw new Error('the frame is missing')
  await frame.waitForFunction(() => document.title === 'Opaque')
  expect(await frame.evaluate(() => self.origin)).toBe('null')
  return frame
}

async function readsNothing(page: Page | Frame, stack: Stack): Promise<void> {
  for (const path of ['/api/items', '/api/session', '/api/items/%ff', '/api/nothing']) {
    for (const credentials of ['include', 'omit'] as const) {
      const seen = await fetchFrom(page, stack.apiOrigin + path, { credentials })
      expect(seen.error, `${credentials} ${path}`).toMatch(/^TypeError: /)
    }
  }
  // The server responds; the browser withholds the response from the page.
  const opaque = await page.evaluate(async (url) => {
    const { type, status } = await fetch(url, { mode: 'no-cors', credentials: 'include' })
    return { type, status }
  }, `${stack.apiOrigin}/api/items`)
  expect(opaque).toEqual({ type: 'opaque', status: 0 })
  if (!stack.recorder) return
  const responses = stack.recorder.of('GET').filter(({ path }) => path === '/api/items')
  expect(responses.length).toBeGreaterThan(0)
  for (const { status, responseHeaders } of responses) {
    expect(status).toBe(200)
    expect(responseHeaders['access-control-allow-origin']).toBeUndefined()
  }
}

async function changesNothing(page: Page | Frame, reader: Page, stack: Stack): Promise<void> {
  const items = `${stack.apiOrigin}/api/items`
  const session = `${stack.apiOrigin}/api/session`
  const before = await snapshot(reader, stack)

  const tries: [string, RequestInit][] = [
    [items, json('POST', { title: 'Foreign' })],
    [`${items}/1`, ifMatch('*', json('PATCH', { title: 'Foreign' }))],
    [`${items}/1`, ifMatch('*', { method: 'DELETE' })],
    [session, { method: 'DELETE' }],
  ]
  for (const [url, init] of tries) {
    expect((await fetchFrom(page, url, init)).error, init.method).toMatch(/^TypeError: /)
  }
  // Simple requests leave without a preflight, some with the cookie: the guard stops these.
  const simple = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']
  for (const type of simple) {
    const init = { method: 'POST', headers: { 'Content-Type': type } }
    const body = JSON.stringify({ title: 'Foreign' })
    await noCors(page, items, { ...init, body })
    await noCors(page, session, { ...init, body: JSON.stringify(stack.account) })
  }
  await noCors(page, items, { method: 'POST' })

  expect(await snapshot(reader, stack)).toEqual(before)
  const arrived = stack.recorder?.of('POST').filter(({ requestHeaders }) => {
    return requestHeaders.origin !== stack.webOrigin
  })
  for (const { status } of arrived ?? []) expect(status).toBe(403)
  if (arrived) expect(arrived.length).toBeGreaterThanOrEqual(7)
}

const noCors = (page: Page | Frame, url: string, init: RequestInit) =>
  page.evaluate(
    ({ url, init }) =>
      fetch(url, { ...init, mode: 'no-cors', credentials: 'include' }).then(() => {}),
    { url, init },
  )

/** Returns the items and the signed-in user, which a page on a disallowed origin must not change. */
async function snapshot(reader: Page, { apiOrigin }: Stack): Promise<unknown[]> {
  const items = await fetchFrom(reader, `${apiOrigin}/api/items?limit=100`)
  const session = await fetchFrom(reader, `${apiOrigin}/api/session`)
  return [items.body, session.body]
}

test('a page on a disallowed origin reads nothing and changes nothing, although the server responds', async ({
  context,
  page,
  stack,
}) => {
  await openSignedIn(page, stack)
  for (const origin of stack.disallowedOrigins) {
    await test.step(origin, async () => {
      stack.recorder?.clear()
      const disallowed = await context.newPage()
      await disallowed.goto(`${origin}/favicon.svg`)
      await readsNothing(disallowed, stack)
      await changesNothing(disallowed, page, stack)
      await disallowed.close()
    })
  }
})

test('a page with an opaque origin reads nothing and changes nothing, although the server responds', async ({
  context,
  page,
  stack,
}) => {
  await openSignedIn(page, stack)
  stack.recorder?.clear()
  const host = await context.newPage()
  const frame = await opaqueFrame(host, stack.disallowedOrigins[0] ?? '')
  await readsNothing(frame, stack)
  await changesNothing(frame, page, stack)
})
