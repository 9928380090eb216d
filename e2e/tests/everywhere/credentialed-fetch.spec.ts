import { fetchFrom, ifMatch, json, signIn } from '../../src/fetch-from.ts'
import { expect, test } from '../../src/test.ts'

test('a page that signs in is known to the next credentialed request, and to no other', async ({
  blank,
  stack,
}) => {
  const session = `${stack.apiOrigin}/api/session`
  const signedIn = await signIn(blank, stack)
  expect(signedIn.status).toBe(200)

  const withCookie = await fetchFrom(blank, session)
  expect(withCookie.body).toEqual({ user: { name: stack.account.name } })

  const without = await fetchFrom(blank, session, { credentials: 'omit' })
  expect(without.status).toBe(200)
  expect(without.body).toEqual({ user: null })

  const sameOriginOnly = await fetchFrom(blank, session, { credentials: 'same-origin' })
  expect(sameOriginOnly.body).toEqual({ user: null })
})

test('a write without credentials is refused with a readable 401, with them it is made', async ({
  blank,
  stack,
}) => {
  await signIn(blank, stack)
  const items = `${stack.apiOrigin}/api/items`
  const item = json('POST', { title: 'Written with a cookie' })

  const refused = await fetchFrom(blank, items, { ...item, credentials: 'omit' })
  expect(refused.status).toBe(401)
  expect(refused.body).toMatchObject({ code: 'SIGN_IN_REQUIRED' })

  const made = await fetchFrom(blank, items, item)
  expect(made.status).toBe(201)
  const { id, etag } = made.body as { id: number; etag: string }
  await fetchFrom(blank, `${items}/${id}`, ifMatch(etag, { method: 'DELETE' }))
})

test('a session cookie that was tampered with signs nobody in', async ({
  blank,
  context,
  stack,
}) => {
  const session = `${stack.apiOrigin}/api/session`
  await signIn(blank, stack)
  const [cookie] = (await context.cookies(session)).filter(({ name }) => /session$/.test(name))
  expect(cookie?.httpOnly).toBe(true)
  if (!cookie) return

  const [id = '', signature = ''] = decodeURIComponent(cookie.value).split('.')
  const flipped = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)
  for (const value of [`${flipped(id)}.${signature}`, `${id}.${flipped(signature)}`, id]) {
    await context.addCookies([{ ...cookie, value }])
    expect((await fetchFrom(blank, session)).body, value).toEqual({ user: null })
  }
  await context.addCookies([cookie])
  expect((await fetchFrom(blank, session)).body).toEqual({ user: { name: stack.account.name } })
})

test('signing out ends the session on the server: the old cookie is worth nothing', async ({
  blank,
  context,
  stack,
}) => {
  const session = `${stack.apiOrigin}/api/session`
  await signIn(blank, stack)
  const cookies = await context.cookies(session)

  expect((await fetchFrom(blank, session, { method: 'DELETE' })).status).toBe(204)
  expect(await context.cookies(session)).toEqual([])

  await context.addCookies(cookies)
  expect((await fetchFrom(blank, session)).body).toEqual({ user: null })
})
