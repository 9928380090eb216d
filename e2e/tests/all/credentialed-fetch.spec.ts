import { fetchFrom, ifMatch, json, signIn } from '../../src/fetch-from.ts'
import { expect, test } from '../../src/test.ts'

test('GET /api/session returns the signed-in user with credentials, and null without them', async ({
  emptyPage,
  stack,
}) => {
  const session = `${stack.apiOrigin}/api/session`
  const signedIn = await signIn(emptyPage, stack)
  expect(signedIn.status).toBe(200)

  const withCookie = await fetchFrom(emptyPage, session)
  expect(withCookie.body).toEqual({ user: { name: stack.account.name } })

  const without = await fetchFrom(emptyPage, session, { credentials: 'omit' })
  expect(without.status).toBe(200)
  expect(without.body).toEqual({ user: null })

  const sameOriginOnly = await fetchFrom(emptyPage, session, { credentials: 'same-origin' })
  expect(sameOriginOnly.body).toEqual({ user: null })
})

test('POST /api/items without credentials → a readable 401; with credentials → 201', async ({
  emptyPage,
  stack,
}) => {
  await signIn(emptyPage, stack)
  const items = `${stack.apiOrigin}/api/items`
  const item = json('POST', { title: 'Written with a cookie' })

  const rejected = await fetchFrom(emptyPage, items, { ...item, credentials: 'omit' })
  expect(rejected.status).toBe(401)
  expect(rejected.body).toMatchObject({ code: 'SIGN_IN_REQUIRED' })

  const made = await fetchFrom(emptyPage, items, item)
  expect(made.status).toBe(201)
  const { id, etag } = made.body as { id: number; etag: string }
  await fetchFrom(emptyPage, `${items}/${id}`, ifMatch(etag, { method: 'DELETE' }))
})

test('a modified session cookie → user null', async ({ emptyPage, context, stack }) => {
  const session = `${stack.apiOrigin}/api/session`
  await signIn(emptyPage, stack)
  const [cookie] = (await context.cookies(session)).filter(({ name }) => /session$/.test(name))
  expect(cookie?.httpOnly).toBe(true)
  if (!cookie) return

  const [id = '', signature = ''] = decodeURIComponent(cookie.value).split('.')
  const flipped = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)
  for (const value of [`${flipped(id)}.${signature}`, `${id}.${flipped(signature)}`, id]) {
    await context.addCookies([{ ...cookie, value }])
    expect((await fetchFrom(emptyPage, session)).body, value).toEqual({ user: null })
  }
  await context.addCookies([cookie])
  expect((await fetchFrom(emptyPage, session)).body).toEqual({ user: { name: stack.account.name } })
})

test('signing out ends the session on the server: the old cookie → user null', async ({
  emptyPage,
  context,
  stack,
}) => {
  const session = `${stack.apiOrigin}/api/session`
  await signIn(emptyPage, stack)
  const cookies = await context.cookies(session)

  expect((await fetchFrom(emptyPage, session, { method: 'DELETE' })).status).toBe(204)
  expect(await context.cookies(session)).toEqual([])

  await context.addCookies(cookies)
  expect((await fetchFrom(emptyPage, session)).body).toEqual({ user: null })
})
