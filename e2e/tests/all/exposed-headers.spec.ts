import { fetchFrom, ifMatch, json, signIn } from '../../src/fetch-from.ts'
import { expect, test } from '../../src/test.ts'

test('a page reads the exposed headers of a list, by their literal names', async ({
  emptyPage,
  stack,
}) => {
  const { headers } = await fetchFrom(emptyPage, `${stack.apiOrigin}/api/items?limit=1`)
  expect(headers['x-total-count']).toMatch(/^\d+$/)
  expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/)
  expect(headers['link']).toMatch(/^<\/api\/items\?limit=1&after=\d+>; rel="next"$/)
})

test('a page reads ETag and Location of what it has added', async ({ emptyPage, stack }) => {
  await signIn(emptyPage, stack)
  const items = `${stack.apiOrigin}/api/items`
  const { body, headers } = await fetchFrom(emptyPage, items, json('POST', { title: 'Exposed' }))
  const { id, etag } = body as { id: number; etag: string }
  expect(headers['location']).toBe(`/api/items/${id}`)
  expect(headers['etag']).toBe(etag)
  await fetchFrom(emptyPage, `${items}/${id}`, ifMatch(etag, { method: 'DELETE' }))
})

test('a header that is sent and not exposed is null to the page', async ({ emptyPage, stack }) => {
  const url = `${stack.apiOrigin}/api/items?limit=1`
  const { headers } = await fetchFrom(emptyPage, url)
  for (const name of ['vary', 'x-content-type-options', 'referrer-policy', 'date']) {
    expect(headers[name], name).toBeUndefined()
  }

  // A deployment does not show what it sends.
  if (!stack.recorder) return
  const sent = stack.recorder.of('GET').at(-1)?.responseHeaders
  expect(sent).toMatchObject({ vary: 'Origin', 'x-content-type-options': 'nosniff' })
})
