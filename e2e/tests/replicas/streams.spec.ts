import { startForwardProxy } from 'cors-verify/browser'
import { fetchFrom, json, signIn } from '../../src/fetch-from.ts'
import { ItemsPage, unique } from '../../src/items-page.ts'
import { expect, test } from '../../src/test.ts'

test('a page shows an item that another replica has added', async ({
  emptyPage,
  browser,
  stack,
}) => {
  const [first, second] = stack.replicas ?? []
  const { host } = new URL(stack.webOrigin)
  const nginx = Object.values(stack.resolve ?? {})[0] ?? ''
  const at = async (replica = first) => {
    const proxy = await startForwardProxy({
      servers: { [stack.apiOrigin]: replica?.port ?? 0 },
      resolve: new Map([
        [`${host}:443`, { address: '127.0.0.1', port: Number(nginx.split(':')[1]) }],
      ]),
    })
    const context = await browser.newContext({
      baseURL: stack.webOrigin,
      ignoreHTTPSErrors: true,
      proxy: { server: proxy.url },
    })
    return { page: await context.newPage(), proxy, context }
  }
  const reader = await at(second)
  const writer = await at(first)
  const items = new ItemsPage(reader.page)
  await items.open()
  await expect(reader.page.getByText('Live', { exact: true })).toBeVisible()

  await writer.page.goto(`${stack.webOrigin}/favicon.svg`)
  await signIn(writer.page, stack)
  const title = unique('From another replica')
  await fetchFrom(writer.page, `${stack.apiOrigin}/api/items`, json('POST', { title }))
  await expect(items.row(title)).toBeVisible()
  expect((await fetchFrom(emptyPage, `${stack.apiOrigin}/api/items?limit=1`)).status).toBe(200)
  for (const { context, proxy } of [reader, writer]) {
    await context.close()
    proxy.close()
  }
})

test('a page stays live while every replica is restarted in turn', async ({
  emptyPage,
  context,
  stack,
}) => {
  test.slow()
  const items = new ItemsPage(await context.newPage())
  await items.open()
  const live = items.page.getByText('Live', { exact: true })
  await signIn(emptyPage, stack)
  for (const replica of stack.replicas ?? []) {
    await replica.stop()
    await replica.start()
    await expect(live).toBeVisible()
    const title = unique('After a restart')
    await fetchFrom(emptyPage, `${stack.apiOrigin}/api/items`, json('POST', { title }))
    await expect(items.row(title)).toBeVisible()
  }
})
