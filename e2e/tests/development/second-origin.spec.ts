import { corsPolicy, definePolicy } from '@repo/config'
import { startPageServer } from 'cors-verify/browser'
import { startApi } from '../../src/api.ts'
import { fetchFrom } from '../../src/fetch-from.ts'
import { expect, test } from '../../src/test.ts'

test('a second allowed origin reads a cacheable response of its own after the first', async ({
  page,
}) => {
  const pages = [await startPageServer(), await startPageServer(), await startPageServer()]
  const [first = '', second = '', disallowed = ''] = pages.map(
    ({ port }) => `http://localhost:${port}`,
  )
  const api = await startApi(
    definePolicy('development', {
      ...corsPolicy,
      apiOrigin: 'http://localhost',
      allowedOrigins: [first, second],
    }),
  )
  const url = `http://localhost:${api.port}/probe/cacheable`

  for (const origin of [first, second, first]) {
    await page.goto(origin)
    const seen = await fetchFrom(page, url)
    expect(seen.error, origin).toBeUndefined()
    expect(seen.body, origin).toEqual({ cacheable: true })
  }
  await page.goto(disallowed)
  expect((await fetchFrom(page, url)).error).toMatch(/^TypeError: /)

  for (const server of pages) server.close()
  await api.close()
})
