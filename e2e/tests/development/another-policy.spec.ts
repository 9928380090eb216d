import { corsPolicy, definePolicy } from '@repo/config'
import { startPageServer } from 'cors-verify/browser'
import { loadWithPublicRoutes } from '../../src/another-policy.ts'
import { startApi } from '../../src/api.ts'
import { fetchFrom, ifMatch, json, signIn } from '../../src/fetch-from.ts'
import { expect, test } from '../../src/test.ts'

test('docs/another-policy.md: every page reads the public route without credentials, only allowed pages read the API', async ({
  page,
}) => {
  const pages = [await startPageServer(), await startPageServer()]
  const [allowed = '', other = ''] = pages.map(({ port }) => `http://localhost:${port}`)
  const variant = await loadWithPublicRoutes()
  const api = await startApi(
    definePolicy('development', {
      ...corsPolicy,
      apiOrigin: 'http://localhost',
      allowedOrigins: [allowed],
    }),
    0,
    variant.build,
  )
  const apiOrigin = `http://localhost:${api.port}`
  const count = `${apiOrigin}/public/items/count`
  const items = `${apiOrigin}/api/items`
  const widget = { 'X-Widget-Version': '2' }
  const blocked = /^TypeError: /

  for (const origin of [other, allowed]) {
    await test.step(`the public route from ${origin === allowed ? 'the allowed' : 'another'} origin`, async () => {
      await page.goto(origin)
      const simple = await fetchFrom(page, count, { credentials: 'omit' })
      expect(simple).toMatchObject({ status: 200, body: { count: 12 } })

      api.recorder.clear()
      const preflighted = await fetchFrom(page, count, { credentials: 'omit', headers: widget })
      expect(preflighted).toMatchObject({ status: 200, body: { count: 12 } })
      expect(preflighted.headers['x-request-id']).toBeTruthy()
      expect(api.recorder.of('OPTIONS')).toHaveLength(1)

      const unlisted = { credentials: 'omit', headers: { 'X-Other': '1' } } as const
      expect((await fetchFrom(page, count, unlisted)).error).toMatch(blocked)
      const method = { credentials: 'omit', method: 'PUT' } as const
      expect((await fetchFrom(page, count, method)).error).toMatch(blocked)
      const missing = await fetchFrom(page, `${apiOrigin}/public/x`, { credentials: 'omit' })
      expect(missing.status).toBe(404)

      api.recorder.clear()
      expect((await fetchFrom(page, count, { credentials: 'include' })).error).toMatch(blocked)
      expect(api.recorder.of('GET').map(({ status }) => status)).toEqual([200])
    })
  }

  await test.step('the API from the allowed origin', async () => {
    await page.goto(allowed)
    expect((await signIn(page, { apiOrigin, account: await api.newAccount() })).status).toBe(200)
    expect((await fetchFrom(page, items)).status).toBe(200)
    const change = ifMatch('*', json('PATCH', { title: 'From the allowed origin' }))
    expect((await fetchFrom(page, `${items}/1`, change)).status).toBe(200)
  })

  await test.step('the API from another origin', async () => {
    await page.goto(other)
    for (const credentials of ['include', 'omit'] as const) {
      api.recorder.clear()
      expect((await fetchFrom(page, items, { credentials })).error, credentials).toMatch(blocked)
      expect(api.recorder.of('GET').map(({ status }) => status)).toEqual([200])
    }
    const change = ifMatch('*', json('PATCH', { title: 'From another origin' }))
    expect((await fetchFrom(page, `${items}/1`, change)).error).toMatch(blocked)
  })

  for (const server of pages) server.close()
  await api.close()
  await variant.remove()
})
