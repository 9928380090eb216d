import { fetchFrom, ifMatch, json, signIn } from '../../src/fetch-from.ts'
import { expect, test } from '../../src/test.ts'

test('JSON POST, PATCH and DELETE are preflighted without the cookie, and succeed', async ({
  emptyPage,
  stack,
}) => {
  const items = `${stack.apiOrigin}/api/items`
  await signIn(emptyPage, stack)
  stack.recorder?.clear()

  const added = await fetchFrom(emptyPage, items, json('POST', { title: 'Preflighted' }))
  expect(added.status).toBe(201)
  const { id, etag } = added.body as { id: number; etag: string }

  const url = `${items}/${id}`
  const edit = ifMatch(etag, json('PATCH', { done: true }))
  const edited = await fetchFrom(emptyPage, url, edit)
  expect(edited.status).toBe(200)
  expect(edited.body).toMatchObject({ id, title: 'Preflighted', done: true })

  const remove = ifMatch(edited.headers['etag'] ?? '', { method: 'DELETE' })
  expect((await fetchFrom(emptyPage, url, remove)).status).toBe(204)
  expect((await fetchFrom(emptyPage, url)).status).toBe(404)

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

test('the browser blocks a lower-case patch, because methods are case-sensitive', async ({
  emptyPage,
  stack,
}) => {
  const url = `${stack.apiOrigin}/api/items/1`
  const upper = await fetchFrom(emptyPage, url, json('PATCH', { done: true }))
  expect(upper.status).toBe(401)
  const lower = await fetchFrom(emptyPage, url, json('patch', { done: true }))
  expect(lower.error).toMatch(/^TypeError: /)
})

test('the browser does not send a request with a header that is not listed', async ({
  emptyPage,
  stack,
}) => {
  const url = `${stack.apiOrigin}/api/items?limit=1`
  const blocked = await fetchFrom(emptyPage, url, { headers: { 'X-Not-Listed': '1' } })
  expect(blocked.error).toMatch(/^TypeError: /)
  expect((await fetchFrom(emptyPage, url)).status).toBe(200)

  // A deployment does not show its requests.
  if (stack.recorder) expect(stack.recorder.of('GET')).toHaveLength(1)
})
