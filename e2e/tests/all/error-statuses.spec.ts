import { fetchFrom, ifMatch, json, signIn } from '../../src/fetch-from.ts'
import { expect, test } from '../../src/test.ts'

const tooLong = 'x'.repeat(101)
const cases: [status: number, what: string, path: string, init?: RequestInit][] = [
  [400, 'a value that is not valid', '/api/items?limit=x'],
  [400, 'JSON that does not parse', '/api/session', { ...json('POST', {}), body: '{' }],
  [400, 'a URL that cannot be decoded', '/api/items/%ff'],
  [400, 'a preflighted request to such a URL', '/api/items/%ff', json('PATCH', { done: true })],
  [401, 'a write without a session', '/api/items', json('POST', { title: 'Without a session' })],
  [404, 'an item that does not exist', '/api/items/999999999'],
  [404, 'a path that does not exist', '/api/nothing'],
  [404, 'a method the path does not have', '/api/items', { method: 'DELETE' }],
  [413, 'a body that is too large', '/api/session', json('POST', { name: 'x'.repeat(2_000_000) })],
  [414, 'a path parameter that is too long', `/api/items/${tooLong}`],
  [414, 'a preflighted request to such a path', `/api/items/${tooLong}`, { method: 'DELETE' }],
  [415, 'a content type other than JSON', '/api/session', { method: 'POST', body: 'name=demo' }],
  [431, 'a request line and headers of more than 16 kB', `/api/items?${'x'.repeat(17_000)}`],
]

test('a page reads error statuses, their bodies and their request ids', async ({
  emptyPage,
  stack,
}) => {
  for (const [status, what, path, init] of cases) {
    await test.step(`${status}: ${what}`, async () => {
      const seen = await fetchFrom(emptyPage, stack.apiOrigin + path, init)
      expect.soft(seen.error, what).toBeUndefined()
      expect.soft(seen.status, what).toBe(status)
      expect.soft(seen.body, what).toMatchObject({ statusCode: status, code: expect.any(String) })
      const { requestId } = seen.body as { requestId: string }
      expect.soft(seen.headers['x-request-id'], what).toBe(requestId)
    })
  }
})

test('a page reads 412 and 428 as statuses: a change that would overwrite another', async ({
  emptyPage,
  stack,
}) => {
  await signIn(emptyPage, stack)
  const items = `${stack.apiOrigin}/api/items`
  const added = await fetchFrom(emptyPage, items, json('POST', { title: 'Two editors' }))
  const { id, etag } = added.body as { id: number; etag: string }
  const url = `${items}/${id}`

  const first = await fetchFrom(emptyPage, url, ifMatch(etag, json('PATCH', { title: 'A' })))
  expect(first.status).toBe(200)
  const second = await fetchFrom(emptyPage, url, ifMatch(etag, json('PATCH', { title: 'B' })))
  expect(second.status).toBe(412)
  expect((await fetchFrom(emptyPage, url, json('PATCH', { title: 'C' }))).status).toBe(428)
  expect((await fetchFrom(emptyPage, url)).body).toMatchObject({ title: 'A' })

  await fetchFrom(emptyPage, url, ifMatch('*', { method: 'DELETE' }))
})

test('a page reads 429 and the seconds in Retry-After', async ({ emptyPage, stack }) => {
  const session = `${stack.apiOrigin}/api/session`
  const wrong = json('POST', { name: `unknown-${Math.random()}`, password: 'wrong' })
  for (let tries = 0; tries < 10; tries += 1) {
    expect((await fetchFrom(emptyPage, session, wrong)).status).toBe(401)
  }
  const limited = await fetchFrom(emptyPage, session, wrong)
  expect(limited.status).toBe(429)
  const seconds = Number(limited.headers['retry-after'])
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThanOrEqual(60)
})

test('a page reads 500 and 503 as statuses, and the 500 does not contain the message of the error', async ({
  emptyPage,
  stack,
}) => {
  test.skip(stack.environment === 'deployment', 'a deployment has no route that fails on purpose')
  const failure = await fetchFrom(emptyPage, `${stack.apiOrigin}/probe/failure`)
  expect(failure.status).toBe(500)
  expect(failure.body).toMatchObject({ code: 'INTERNAL_ERROR' })
  expect(JSON.stringify(failure.body)).not.toContain('on purpose')

  const unavailable = await fetchFrom(emptyPage, `${stack.apiOrigin}/probe/unavailable`)
  expect(unavailable.status).toBe(503)
  expect(unavailable.headers['retry-after']).toBe('7')
})
