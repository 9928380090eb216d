import { fetchFrom, ifMatch, json, signIn } from '../../src/fetch-from.ts'
import { expect, test } from '../../src/test.ts'

test('JSON POST, PATCH and DELETE are preflighted without the cookie, and succeed', async ({
  blank,
  stack,
}) => {
  const items = `${stack.apiOrigin}/api/items`
  await signIn(blank, stack)
  stack.recorder?.clear()

  const added = await fetchFrom(blank, items, json('POST', { title: 'Preflighted' }))
  expect(added.status).toBe(201)
  const { id, etag } = added.body as { id: number; etag: string }

  const url = `${items}/${id}`
  const edit = ifMatch(etag, json('PATCH', { done: true }))
  const edited = await fetchFrom(blank, url, edit)
  expect(edited.status).toBe(200)
  expect(edited.body).toMatchObject({ id, title: 'Preflighted', done: true })

  const remove = ifMatch(edited.headers['etag'] ?? '', { method: 'DELETE' })
  expect((await fetchFrom(blank, url, remove)).status).toBe(204)
  expect((await fetchFrom(blank, url)).status).toBe(404)

  // A deployment does not show its preflights.
  if (!stack.recorder) return
  const preflights = stack.recorder.of('OPTIONS')
  expect(preflights.length).toBeGreaterThanOrEqual(2)
  expect(preflights[0]).toMatchObject({
    path: '/api/items',
    status: 204,
    requestHeaders: {
      origin: stack.webOrigin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  })
  for (const { requestHeaders } of preflights) expect(requestHeaders.cookie).toBeUndefined()
  for (const method of ['POST', 'PATCH', 'DELETE']) {
    const [request] = stack.recorder.of(method)
    expect(request?.requestHeaders.cookie, method).toContain('session=')
  }
})

test('a lower-case patch is refused by the browser, because methods are case-sensitive (B08)', async ({
  blank,
  stack,
}) => {
  const url = `${stack.apiOrigin}/api/items/1`
  const upper = await fetchFrom(blank, url, json('PATCH', { done: true }))
  expect(upper.status).toBe(401)
  const lower = await fetchFrom(blank, url, json('patch', { done: true }))
  expect(lower.error).toMatch(/^TypeError: /)
})

test('a request header that is not listed is refused by the browser before it is sent', async ({
  blank,
  stack,
}) => {
  const url = `${stack.apiOrigin}/api/items?limit=1`
  const refused = await fetchFrom(blank, url, { headers: { 'X-Not-Listed': '1' } })
  expect(refused.error).toMatch(/^TypeError: /)
  expect((await fetchFrom(blank, url)).status).toBe(200)

  // A deployment does not show its requests.
  if (stack.recorder) expect(stack.recorder.of('GET')).toHaveLength(1)
})
