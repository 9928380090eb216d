import { createWebServer } from '@repo/web/server'
import type { AddressInfo } from 'node:net'
import { fetchFrom } from '../../src/fetch-from.ts'
import { ItemsPage } from '../../src/items-page.ts'
import { startSameOriginStack } from '../../src/same-origin-stack.ts'
import { expect, test as base } from '../../src/test.ts'

type Site = Awaited<ReturnType<typeof startSameOriginStack>>

const test = base.extend<object, { site: Site }>({
  site: [
    async ({}, use) => {
      const site = await startSameOriginStack()
      await use(site)
      await site.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  proxy: async ({ site }, use) => use(site.proxy),
  baseURL: async ({ site }, use) => use(site.origin),
})

test('page and API at one origin: signing in, adding and deleting without CORS', async ({
  context,
  page,
  site,
}) => {
  const items = new ItemsPage(page)
  await items.open()
  await items.signIn(site.account)
  await items.add('At one origin')
  await items.row('At one origin').getByRole('checkbox').check()
  await expect.poll(() => site.recorder.of('PATCH').map(({ status }) => status)).toEqual([200])
  await items.delete('At one origin')

  expect(site.recorder.of('OPTIONS'), 'no preflight').toEqual([])
  const reads = site.recorder.of('GET').filter(({ path }) => path.startsWith('/api/items'))
  expect(reads.length).toBeGreaterThan(0)
  for (const { requestHeaders, responseHeaders, path } of reads) {
    expect(requestHeaders.origin, path).toBeUndefined()
    expect(responseHeaders['access-control-allow-origin'], path).toBeUndefined()
  }
  const { headers } = await fetchFrom(page, `${site.origin}/api/items`)
  expect(headers['x-content-type-options'], 'not exposed, and yet read').toBe('nosniff')

  const cookies = await context.cookies()
  expect(cookies).toHaveLength(1)
  expect(cookies[0]).toMatchObject({ name: '__Host-session', sameSite: 'Lax', secure: true })
})

test('a page on another origin cannot read it', async ({ browser, site, stack }) => {
  const proxy = stack.proxy ?? site.proxy
  const context = await browser.newContext({ ignoreHTTPSErrors: true, proxy })
  const page = await context.newPage()
  await page.goto(stack.disallowedOrigins[0] ?? '')
  const seen = await fetchFrom(page, `${site.origin}/api/items`)
  expect(seen.error).toMatch(/^TypeError: /)
  await context.close()
})

test('the files that nginx serves carry the headers of the web server', async ({ page, site }) => {
  const { origin, files } = site
  const server = await createWebServer({ files, webOrigin: origin, apiOrigin: origin })
  await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as AddressInfo
  const html = await (await fetch(`http://127.0.0.1:${port}/`)).text()
  const script = /\/assets\/[^"]+\.js/.exec(html)?.[0] ?? ''
  const names = [
    'cache-control',
    'content-security-policy',
    'cross-origin-opener-policy',
    'permissions-policy',
    'referrer-policy',
    'strict-transport-security',
    'x-content-type-options',
  ]
  for (const path of ['/', '/favicon.svg', script, '/assets/missing.js']) {
    const own = await fetch(`http://127.0.0.1:${port}${path}`)
    const response = await page.goto(path)
    expect(response?.status(), path).toBe(own.status)
    for (const name of names) {
      expect(response?.headers()[name], `${path} ${name}`).toBe(own.headers.get(name) ?? undefined)
    }
  }
  await server.close()
})
